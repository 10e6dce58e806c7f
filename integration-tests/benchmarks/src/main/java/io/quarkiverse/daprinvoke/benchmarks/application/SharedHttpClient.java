package io.quarkiverse.daprinvoke.benchmarks.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.jboss.resteasy.reactive.RestQuery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

/**
 * The HTTP client of Vert.x, shared by all event loops, with the request options, reader and writer prepared.
 */
@Path("/http-client")
public class SharedHttpClient {

    private final Orders orders;
    private final HttpClient client;
    private final RequestOptions template;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    SharedHttpClient(Orders orders, Vertx vertx, Sidecar sidecar, ObjectMapper mapper) {
        this.orders = orders;
        client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(sidecar.poolSize));
        template = new RequestOptions().setMethod(HttpMethod.POST).setHost(Sidecar.HOST).setPort(sidecar.port)
                .setURI(Sidecar.PATH).putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        writer = mapper.writerFor(Order.class);
        reader = mapper.readerFor(Receipt.class);
    }

    @GET
    @NonBlocking
    public CompletionStage<String> call(@RestQuery int size) throws JsonProcessingException {
        Order order = orders.any(size);
        Buffer body = Buffer.buffer(writer.writeValueAsBytes(order));
        return client.request(template)
                .compose(request -> request.send(body))
                .compose(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("Status " + response.statusCode());
                    }
                    return response.body();
                })
                .map(response -> read(response).of(order))
                .toCompletionStage();
    }

    private Receipt read(Buffer response) {
        try {
            return reader.readValue(response.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
