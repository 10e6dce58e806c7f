package io.quarkiverse.daprinvoke.benchmarks.contender;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

import jakarta.inject.Named;
import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;

/**
 * The HTTP client of the JDK.
 */
@Singleton
@Named("jdk-http-client")
class JdkHttpClient implements Contender {

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    JdkHttpClient(Sidecar sidecar, ObjectMapper mapper) {
        uri = URI.create("http://" + Sidecar.HOST + ":" + sidecar.port + Sidecar.PATH);
        writer = mapper.writerFor(Order.class);
        reader = mapper.readerFor(Receipt.class);
    }

    @Override
    public void call(Order order, Outcome outcome) {
        byte[] body;
        try {
            body = writer.writeValueAsBytes(order);
        } catch (IOException e) {
            outcome.failed(e);
            return;
        }
        HttpRequest request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body)).build();
        client.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(response -> {
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Status " + response.statusCode());
            }
            try {
                return reader.<Receipt> readValue(response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }).whenComplete((receipt, failure) -> {
            if (failure != null) {
                outcome.failed(failure);
            } else {
                outcome.succeeded(receipt);
            }
        });
    }

    @Override
    public boolean isOfVertx() {
        return false;
    }
}
