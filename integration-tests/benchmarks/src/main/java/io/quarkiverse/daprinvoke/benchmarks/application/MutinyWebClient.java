package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;

/**
 * The Mutiny web client, written by hand: what a Quarkus application would use without the extension.
 */
@Path("/mutiny-web-client")
public class MutinyWebClient {

    private final Orders orders;
    private final WebClient client;
    private final int port;

    MutinyWebClient(Orders orders, Vertx vertx, Sidecar sidecar) {
        this.orders = orders;
        client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(sidecar.poolSize));
        port = sidecar.port;
    }

    @GET
    public Uni<String> call(@RestQuery int size) {
        return send(orders.any(size));
    }

    @GET
    @Path("/blocking")
    @Blocking
    public String callBlocking(@RestQuery int size) {
        return send(orders.any(size)).await().indefinitely();
    }

    private Uni<String> send(Order order) {
        return client.post(port, Sidecar.HOST, Sidecar.PATH)
                .as(BodyCodec.json(Receipt.class))
                .sendJson(order)
                .map(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("Status " + response.statusCode());
                    }
                    return response.body().of(order);
                });
    }
}
