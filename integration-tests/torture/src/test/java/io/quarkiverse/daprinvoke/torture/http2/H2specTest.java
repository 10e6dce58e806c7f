package io.quarkiverse.daprinvoke.torture.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.torture.http2.H2spec.Case;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;

/**
 * The cases of h2spec for clients, each with a separate connection: what an application calls with over HTTP/2 answers what
 * its
 * peer does wrong as RFC 7540 says. Each call has one outcome, and the next one succeeds.
 */
@QuarkusTest
@QuarkusTestResource(value = Switch.class, restrictToAnnotatedClass = true)
class H2specTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Failures that are not caused by the extension: the identifiers of the cases, and the reasons. */
    private static final Map<String, String> EXCUSED = Map.of(
            "5.1/8", "Netty resets the stream, and does not end the connection, when DATA follows the end of a reply",
            "5.1/9", "Netty resets the stream, and does not end the connection, when HEADERS follow the end of a reply");

    Switch sidecar;

    @Inject
    Http2Emitters emitters;

    @Inject
    Vertx vertx;

    /** Without a body, with one, and with streams for both bodies: all of them take half a minute. */
    static Stream<String> calls() {
        return System.getProperty("torture") == null ? Stream.of("POST") : Stream.of("POST", "GET", "streams");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void eachCaseIsAnsweredAsItsSpecificationSays(String kind) throws Exception {
        String programs = System.getenv("TEST_PROGRAMS");
        assumeTrue(programs != null, "there is no h2specd: name the folder with the environment variable TEST_PROGRAMS, which "
                + "integration-tests/torture/programs prints");
        HttpServer good = vertx.createHttpServer().requestHandler(request -> request.response().end("good"))
                .listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        Map<String, String> failed = new TreeMap<>();
        List<String> excused = new ArrayList<>();
        int count;
        try (H2spec h2spec = H2spec.start(Path.of(programs))) {
            List<Case> cases = h2spec.cases();
            for (int i = 0; i < cases.size(); i++) {
                Case played = play(h2spec, i, kind);
                if (!played.passed() && EXCUSED.containsKey(played.id())) {
                    excused.add(played.id());
                } else if (!played.passed()) {
                    failed.put(played.id(), played.title() + ": " + played.problem());
                }
                assertThat(callAgain(kind, good.actualPort())).as("the call after %s", played.id()).isEqualTo("good");
            }
            count = cases.size();
        } finally {
            good.close();
        }
        System.out.println(kind + ": " + count + " cases of h2spec, " + excused + " of them excused");
        assertThat(count).isGreaterThan(50);
        assertThat(failed).as("what fails of the cases of h2spec").isEmpty();
    }

    private Case play(H2spec h2spec, int index, String kind) throws Exception {
        Case next = h2spec.cases().get(index);
        sidecar.to(next.port());
        int before = sidecar.connections();
        List<CompletableFuture<String>> calls = new ArrayList<>();
        Awaitility.await("the result of " + next.id()).atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            // One that came before the end of the last connection was seen has not opened another
            if (calls.isEmpty() || calls.get(calls.size() - 1).isDone() && sidecar.connections() == before) {
                calls.add(call(kind));
            }
            return h2spec.cases().get(index).passed() != null;
        });
        Case played = h2spec.cases().get(index);
        sidecar.hangUp();
        for (CompletableFuture<String> call : calls) {
            try {
                call.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).as("the outcome of %s", played).isInstanceOf(DaprInvokeException.class);
            }
        }
        return played;
    }

    /** Until one has opened a connection, because one that comes before the end of the last is seen is lost with it. */
    private String callAgain(String kind, int port) throws Exception {
        sidecar.to(port);
        int before = sidecar.connections();
        while (true) {
            CompletableFuture<String> call = call(kind);
            try {
                return call.get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e.getCause()).isInstanceOf(SidecarUnavailableException.class);
                assertThat(sidecar.connections()).as("connections of a call that fails").isEqualTo(before);
            }
        }
    }

    private CompletableFuture<String> call(String kind) {
        Buffer payload = Buffer.buffer("payload");
        if (kind.equals("streams")) {
            return emitters.streams.request(to("POST", Multi.createFrom().items(payload, payload)))
                    .flatMap(response -> response.body().collect().in(Buffer::buffer, Buffer::appendBuffer))
                    .map(Buffer::toString).subscribeAsCompletionStage();
        }
        return emitters.whole.exchange(to(kind, kind.equals("GET") ? null : payload))
                .map(response -> response.body().toString()).subscribeAsCompletionStage();
    }

    private static <T> InvokeMethodParameters<T> to(String verb, T body) {
        return InvokeMethodParameters.of(body).binding("verb", verb).binding("method", "case").timeout(Duration.ofSeconds(10));
    }
}
