package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * The HTTP client of Vert.x itself, with what can be prepared.
 */
@Singleton
@Named("http-client")
class RawHttpClient implements Contender {

    private final HttpClient client;
    private final RequestOptions template;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    RawHttpClient(Vertx vertx, Sidecar sidecar, ObjectMapper mapper) {
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(sidecar.poolSize));
        template = new RequestOptions().setMethod(HttpMethod.POST).setHost(Sidecar.HOST).setPort(sidecar.port)
                .setURI(Sidecar.PATH).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        writer = mapper.writerFor(Order.class);
        reader = mapper.readerFor(Receipt.class);
    }

    @Override
    public void call(Order order, Outcome outcome) {
        Buffer body;
        try {
            body = Buffer.buffer(writer.writeValueAsBytes(order));
        } catch (JsonProcessingException e) {
            outcome.failed(e);
            return;
        }
        client.request(template)
                .compose(request -> request.send(body))
                .compose(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("Status " + response.statusCode());
                    }
                    return response.body();
                })
                .onComplete(result -> {
                    if (result.failed()) {
                        outcome.failed(result.cause());
                        return;
                    }
                    Receipt receipt;
                    try {
                        receipt = reader.readValue(result.result().getBytes());
                    } catch (Exception e) {
                        outcome.failed(e);
                        return;
                    }
                    outcome.succeeded(receipt);
                });
    }
}
