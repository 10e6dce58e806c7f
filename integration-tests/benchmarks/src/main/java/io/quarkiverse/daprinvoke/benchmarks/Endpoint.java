package io.quarkiverse.daprinvoke.benchmarks;

import java.util.List;
import java.util.stream.Stream;

/**
 * An endpoint of the application.
 *
 * @param path its path
 * @param title its name in the tables
 * @param alone the endpoint of its kind without a call, whose cost is subtracted
 * @param byHand the endpoint of its kind that it is compared with
 */
record Endpoint(String path, String title, String alone, String byHand) {

    private static final String NOTHING = "/nothing";
    private static final String BY_HAND = "/mutiny-web-client";
    private static final String BLOCKING = "/blocking";

    static final Endpoint REQUEST = reactive("/request", "RequestEmitter, request");
    static final Endpoint REST_CLIENT = reactive("/rest-client", "Quarkus REST Client");
    static final Endpoint INTERFACE = reactive("/rest-client/through-dapr", "Quarkus REST Client, @DaprService");
    static final Endpoint REQUEST_AND_AWAIT = blocking("/request", "Blocking: requestAndAwait");

    static final List<Endpoint> REACTIVE = List.of(
            reactive(NOTHING, "No call"),
            REQUEST,
            reactive(BY_HAND, "Mutiny WebClient"),
            reactive("/http-client", "Vert.x HttpClient, shared"),
            reactive("/web-client-per-event-loop", "Vert.x WebClient for each event loop"),
            REST_CLIENT,
            INTERFACE);

    static final List<Endpoint> ALL_BLOCKING = List.of(
            blocking(NOTHING, "Blocking: no call"),
            REQUEST_AND_AWAIT,
            blocking(BY_HAND, "Blocking: Mutiny WebClient, await"));

    static final List<Endpoint> FURTHER = List.of(
            reactive("/request/placeholders", "request, placeholders"),
            reactive("/send", "Emitter.send"),
            reactive("/dapr-sdk", "Dapr SDK, invokeMethod"));

    private static Endpoint reactive(String path, String title) {
        return new Endpoint(path, title, NOTHING, BY_HAND);
    }

    private static Endpoint blocking(String path, String title) {
        return new Endpoint(path + BLOCKING, title, NOTHING + BLOCKING, BY_HAND + BLOCKING);
    }

    static List<Endpoint> all() {
        return Stream.of(REACTIVE, FURTHER, ALL_BLOCKING).flatMap(List::stream).toList();
    }

    boolean calls() {
        return !path.equals(alone);
    }
}
