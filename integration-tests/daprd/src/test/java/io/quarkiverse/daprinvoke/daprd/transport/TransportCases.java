package io.quarkiverse.daprinvoke.daprd.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.daprd.Caller;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * The cases that apply to every transport to the sidecar.
 */
abstract class TransportCases {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Caller caller;

    @Inject
    SidecarClient client;

    abstract Topology dapr();

    private static <T> InvokeMethodParameters<T> call(T body) {
        return InvokeMethodParameters.of(body).binding("appId", Topology.TARGET).binding("method", "a");
    }

    @Test
    void jsonGoesBothWays() {
        dapr().target().answerWith(200, "application/json", Buffer.buffer("{\"paid\":true}"));

        Map<String, Object> reply = caller.jsonToJson
                .request(call(Map.<String, Object> of("id", "caf\u00e9")).header("X-One", "1").query("q", "a b"))
                .await().atMost(PATIENCE);

        assertThat(reply).isEqualTo(Map.of("paid", true));
        Received received = dapr().target().call();
        assertThat(received.verb()).isEqualTo("POST");
        assertThat(received.uri()).isEqualTo("/a?q=a%20b");
        assertThat(received.body()).hasToString("{\"id\":\"caf\u00e9\"}");
        assertThat(received.headers().get("content-type")).isEqualTo("application/json");
        assertThat(received.headers().get("content-length")).isEqualTo("14");
        assertThat(received.headers().get("x-one")).isEqualTo("1");
    }

    @Test
    void theSidecarSaysThatItIsReady() {
        assertThat(client.askHealth(client.configuredSidecar()).await().atMost(PATIENCE)).isEqualTo(204);
        assertThat(dapr().target().received()).isEmpty();
    }

    @Test
    void aStatusIsAFailure() {
        dapr().target().answerWith(409, "text/plain", Buffer.buffer("taken"));

        InvocationStatusException failure = catchThrowableOfType(InvocationStatusException.class,
                () -> caller.json.send(call(Map.<String, Object> of())).await().atMost(PATIENCE));

        assertThat(failure.statusCode()).isEqualTo(409);
        assertThat(failure.body()).hasToString("taken");
    }

    @Test
    void oneMebibyteIsStreamedThereAndBack() {
        dapr().target().handleWith(request -> request.pipeTo(request.response().setChunked(true)));
        Multi<Buffer> chunks = Multi.createFrom().range(0, 64).map(i -> Buffer.buffer("x".repeat(16 * 1024)));

        InvokeResponse<Multi<Buffer>> response = caller.streams.request(call(chunks)).await().atMost(PATIENCE);
        int length = response.body().onItem().transform(Buffer::length).collect().asList().await().atMost(PATIENCE).stream()
                .mapToInt(Integer::intValue).sum();

        assertThat(length).isEqualTo(1024 * 1024);
    }

    @Test
    void filesGoBothWays() throws IOException {
        dapr().target().handleWith(request -> request.body().onSuccess(body -> {
            dapr().target().record(request, body);
            request.response().end(body);
        }));
        byte[] content = new byte[1_000_000];
        new Random(7).nextBytes(content);
        Path file = Files.write(Files.createTempFile("payload", ".bin"), content);
        try {
            Path reply = caller.files.request(call((Object) file)).await().atMost(PATIENCE);
            try {
                assertThat(reply).hasSameBinaryContentAs(file);
            } finally {
                Files.delete(reply);
            }
        } finally {
            Files.delete(file);
        }
        assertThat(dapr().target().call().headers().get("content-length")).isEqualTo("1000000");
    }

    @Test
    void valuesGoBothWays() {
        dapr().target().handleWith(request -> request.body().onSuccess(body -> {
            dapr().target().record(request, body);
            request.response().putHeader("content-type", "application/x-ndjson").end("{\"n\":1}\n{\"n\":2}\n");
        }));
        Multi<Map<String, Object>> payload = Multi.createFrom().range(0, 3).map(n -> Map.of("n", n));

        String reply = caller.rows.request(call(payload)).await().atMost(PATIENCE);
        List<Map<String, Object>> received = caller.values.request(call((Void) null))
                .flatMap(values -> values.collect().asList()).await().atMost(PATIENCE);

        assertThat(reply).isEqualTo("{\"n\":1}\n{\"n\":2}\n");
        assertThat(dapr().target().received().get(0).body()).hasToString("{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n");
        assertThat(received).isEqualTo(List.of(Map.of("n", 1), Map.of("n", 2)));
    }

    @Test
    void largeBodiesAreWholeOnBothWays() {
        dapr().target().handleWith(request -> request.body()
                .onSuccess(body -> request.response().putHeader("content-type", "application/json").end(body)));
        List<Uni<Map<String, Object>>> calls = new ArrayList<>();
        List<Map<String, Object>> payloads = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Map<String, Object> payload = Map.of("id", i, "lines",
                    IntStream.range(0, 9000).mapToObj(n -> "line " + n * n).toList());
            payloads.add(payload);
            calls.add(caller.jsonToJson.request(call(payload)));
        }

        List<Map<String, Object>> replies = Uni.join().all(calls).andFailFast().await().atMost(PATIENCE);

        for (int i = 0; i < 64; i++) {
            assertThat(replies.get(i)).isEqualTo(payloads.get(i));
        }
    }

    @Test
    void aHundredCallsAtATimeEachGetTheirOwnReply() {
        dapr().target().handleWith(request -> request.body()
                .onSuccess(body -> request.response().putHeader("content-type", "application/json").end(body)));
        List<Uni<Map<String, Object>>> calls = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            calls.add(caller.jsonToJson.request(call(Map.<String, Object> of("id", i))));
        }

        List<Map<String, Object>> replies = Uni.join().all(calls).andFailFast().await().atMost(PATIENCE);

        for (int i = 0; i < 100; i++) {
            assertThat(replies.get(i)).isEqualTo(Map.of("id", i));
        }
    }

    @Test
    void aCancelledCallEndsAtTheApplicationToo() throws Exception {
        CompletableFuture<Void> arrived = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        dapr().target().handleWith(request -> request.body().onSuccess(body -> {
            request.response().closeHandler(closed -> ended.complete(null));
            arrived.complete(null);
        }));
        Cancellable call = caller.json.send(call(Map.<String, Object> of())).subscribe().with(item -> {
        });
        arrived.get(20, TimeUnit.SECONDS);

        call.cancel();

        ended.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aCallThatTakesTooLongIsGivenUp() {
        dapr().target().handleWith(request -> {
        });

        InvocationTimeoutException failure = catchThrowableOfType(InvocationTimeoutException.class,
                () -> caller.json.send(call(Map.<String, Object> of()).timeout(Duration.ofMillis(1500))).await()
                        .atMost(PATIENCE));

        assertThat(failure.mayHaveBeenSent()).isTrue();
    }

    @Test
    void aSidecarThatComesBackIsUsedAgain() {
        assertThat(caller.any.exchange(call("before")).await().atMost(PATIENCE).statusCode()).isEqualTo(200);
        dapr().callerSidecar().kill();
        dapr().callerSidecar().removeSockets();
        SidecarUnavailableException failure = catchThrowableOfType(SidecarUnavailableException.class,
                () -> caller.any.send(call("none")).await().atMost(PATIENCE));
        dapr().callerSidecar().start();

        assertThat(caller.any.exchange(call("after")).await().atMost(PATIENCE).statusCode()).isEqualTo(200);
        assertThat(failure.mayHaveBeenSent()).isFalse();
        assertThat(dapr().target().received()).extracting(received -> received.body().toString())
                .containsExactly("before", "after");
    }
}
