package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;

/**
 * The web client of Vert.x, written by hand.
 */
@Singleton
@Named("web-client")
class VertxWebClient implements Contender {

    private final WebClient client;
    private final int port;

    VertxWebClient(Vertx vertx, Sidecar sidecar) {
        client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(sidecar.poolSize));
        port = sidecar.port;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        client.post(port, Sidecar.HOST, Sidecar.PATH)
                .as(BodyCodec.json(Receipt.class))
                .sendJson(order)
                .onComplete(result -> {
                    if (result.failed()) {
                        outcome.failed(result.cause());
                    } else if (result.result().statusCode() != 200) {
                        outcome.failed(new IllegalStateException("Status " + result.result().statusCode()));
                    } else {
                        outcome.succeeded(result.result().body());
                    }
                });
    }
}
