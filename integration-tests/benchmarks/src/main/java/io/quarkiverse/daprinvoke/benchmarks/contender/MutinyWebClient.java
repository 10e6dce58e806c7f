package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;

/**
 * The Mutiny form of the web client, written by hand: what a Quarkus application would have without the extension.
 */
@Singleton
@Named("mutiny-web-client")
class MutinyWebClient implements Contender {

    private final WebClient client;
    private final int port;

    MutinyWebClient(Vertx vertx, Sidecar sidecar) {
        client = WebClient.create(vertx, new WebClientOptions().setMaxPoolSize(sidecar.poolSize));
        port = sidecar.port;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        client.post(port, Sidecar.HOST, Sidecar.PATH)
                .as(BodyCodec.json(Receipt.class))
                .sendJson(order)
                .map(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("Status " + response.statusCode());
                    }
                    return response.body();
                })
                .subscribe().with(outcome::succeeded, outcome::failed);
    }
}
