package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Passes on the headers that a Dapr sidecar passes on, in their order.
 */
final class EndToEndHeaders {

    private static final Set<String> HOP_BY_HOP = Set.of("connection", "keep-alive", "proxy-connection",
            "transfer-encoding", "upgrade", "http2-settings", "te", "trailer", "proxy-authorization",
            "proxy-authenticate");

    // This sidecar responds to Expect, so the called application must not respond to it again
    private static final Set<String> FOR_THE_SIDECAR = Set.of("host", "expect", "dapr-api-token", "dapr-app-id",
            "destination-app-id");

    private EndToEndHeaders() {
    }

    static void copyRequest(MultiMap from, MultiMap to) {
        copy(from, to, name -> FOR_THE_SIDECAR.contains(name) || name.startsWith("dapr-caller-")
                || name.startsWith("dapr-callee-") || name.endsWith("-bin"));
    }

    static void copyResponse(MultiMap from, MultiMap to) {
        copy(from, to, name -> false);
    }

    private static void copy(MultiMap from, MultiMap to, Predicate<String> dropped) {
        Set<String> hopByHop = new HashSet<>(HOP_BY_HOP);
        for (String options : from.getAll(HttpHeaders.CONNECTION)) {
            for (String option : options.split(",")) {
                hopByHop.add(option.strip().toLowerCase(Locale.ROOT));
            }
        }
        for (Map.Entry<String, String> header : from) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!hopByHop.contains(name) && !dropped.test(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
    }
}
