package io.quarkiverse.daprinvoke.test.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;

/**
 * An endpoint that returns a stream of values hands each on as it comes, and is no faster than its own client.
 */
class StreamedValuesOfAnEndpointTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Rows.class, Row.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    // Much more than the buffers of all sockets on the way hold
    private static final long MUCH = 256L << 20;
    private static final long HELD_BACK = 64L << 20;

    public record Row(String text) {
    }

    @Path("/rows")
    public static class Rows {

        @Inject
        @DaprInvoke(appId = "report", methodName = "rows", httpVerb = "get")
        RequestEmitter<Void, Multi<Row>> rows;

        @GET
        @Path("/lines")
        @Produces("application/x-ndjson")
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<Row> lines() {
            return rows.request().onItem().transformToMulti(values -> values);
        }

        @GET
        @Path("/events")
        @Produces(MediaType.SERVER_SENT_EVENTS)
        @RestStreamElementType(MediaType.APPLICATION_JSON)
        public Multi<Row> events() {
            return lines();
        }
    }

    @TestHTTPResource
    URI app;

    private Socket get(String path) throws IOException {
        Socket browser = new Socket();
        browser.setReceiveBufferSize(64 * 1024);
        browser.setSoTimeout(30_000);
        browser.connect(new InetSocketAddress(app.getHost(), app.getPort()));
        browser.getOutputStream().write(("GET /rows/" + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return browser;
    }

    private static Connection begin() {
        Connection connection = SteeredSidecar.get().accept();
        connection.head();
        connection.write("HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        return connection;
    }

    private static void await(InputStream in, String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int b = in.read();
            assertThat(b).as("the end after %s", read).isNotNegative();
            read.append((char) b);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "lines", "events" })
    void handsOnEachAsItComes(String path) throws IOException {
        try (Socket browser = get(path); Connection connection = begin()) {
            connection.writeChunk("{\"text\":\"one\"}\n");
            await(browser.getInputStream(), "{\"text\":\"one\"}");
            connection.writeChunk("{\"text\":\"two\"}\n");
            await(browser.getInputStream(), "{\"text\":\"two\"}");
            connection.endReply();
            await(browser.getInputStream(), "\r\n0\r\n\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "lines", "events" })
    void isHeldBackByASlowClient(String path) throws IOException {
        String row = "{\"text\":\"" + "x".repeat(64 * 1024) + "\"}\n";
        try (Socket browser = get(path); Connection connection = begin()) {
            AtomicLong written = new AtomicLong();
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                while (written.get() < MUCH) {
                    connection.writeChunk(row);
                    written.addAndGet(row.length());
                }
            });
            InputStream in = browser.getInputStream();
            for (int i = 1; i <= 100; i++) {
                in.readNBytes(row.length());
                assertThat(written.get() - (long) i * row.length()).isLessThan(HELD_BACK);
            }
            browser.close();
            // The client is gone, and so the call ends
            assertThat(writing).failsWithin(PATIENCE);
        }
    }
}
