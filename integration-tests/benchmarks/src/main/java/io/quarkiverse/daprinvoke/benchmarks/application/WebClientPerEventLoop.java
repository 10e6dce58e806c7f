package io.quarkiverse.daprinvoke.benchmarks.application;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;

/**
 * A web client of Vert.x for each event loop, so that the connection of a call belongs to the event loop of its caller.
 */
@Path("/web-client-per-event-loop")
public class WebClientPerEventLoop {

    private final Orders orders;
    /** An event loop is one thread, and the endpoint runs on no other threads. */
    private final ThreadLocal<WebClient> clients;
    private final int port;

    WebClientPerEventLoop(Orders orders, Vertx vertx, Sidecar sidecar) {
        this.orders = orders;
        WebClientOptions options = new WebClientOptions().setMaxPoolSize(sidecar.poolSize);
        clients = ThreadLocal.withInitial(() -> WebClient.create(vertx, options));
        port = sidecar.port;
    }

    @GET
    @NonBlocking
    public CompletionStage<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return clients.get().post(port, Sidecar.HOST, Sidecar.PATH)
                .as(BodyCodec.json(Receipt.class))
                .sendJson(order)
                .map(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("Status " + response.statusCode());
                    }
                    return response.body().of(order);
                })
                .toCompletionStage();
    }
}
