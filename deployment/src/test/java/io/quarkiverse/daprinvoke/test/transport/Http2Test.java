package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar.Seen;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * Calls over HTTP/2 without TLS: they share a connection, and what becomes of one is nothing to the others.
 */
class Http2Test {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret");

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<Map<String, Integer>, Map<String, Integer>> json;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> streams;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<Map<String, Integer>, Multi<Map<String, Integer>>> values;

    @Test
    void aStreamOfValuesThatIsCancelledResetsItsStream() throws InterruptedException {
        Calls.item(values.request(call("VALUES", 1))).subscribe().withSubscriber(AssertSubscriber.create(1)).awaitItems(1)
                .assertItems(Map.of("id", 1)).cancel();
        assertThat(SIDECAR.next().outcome()).isEqualTo("complete");
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");
    }

    @Test
    void isUsedWithoutAnUpgrade() throws InterruptedException {
        assertThat(Calls.item(json.request(call("ECHO", 1).header("X-One", "1")))).isEqualTo(Map.of("id", 1));

        Seen request = SIDECAR.next();
        assertThat(request.version()).isEqualTo("HTTP_2");
        assertThat(request.line()).isEqualTo("POST /v1.0/invoke/app/method/ECHO");
        assertThat(request.body()).isEqualTo("{\"id\":1}");
        assertThat(
                request.headers().lines().map(line -> line.replaceFirst("^:?authority.*", "")).filter(line -> !line.isBlank()))
                .contains("content-type=application/json", "content-length=8", "dapr-api-token=secret", "x-one=1")
                .noneMatch(line -> line.startsWith("upgrade") || line.startsWith("connection") || line.startsWith("http2"));
    }

    @Test
    void callsShareAConnection() throws Exception {
        CompletableFuture<?> first = json.request(call("SILENCE", 1)).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        int before = SIDECAR.connections();

        List<Uni<Map<String, Integer>>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(json.request(call("ECHO", i)));
        }
        List<?> replies = Uni.join().all(calls).andFailFast().await().atMost(Duration.ofSeconds(20));

        for (int i = 0; i < 50; i++) {
            assertThat(replies.get(i)).isEqualTo(Map.of("id", i));
            SIDECAR.next();
        }
        assertThat(SIDECAR.connections()).isEqualTo(before);
        answer.run();
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo(Map.of("id", 7));
    }

    @Test
    void aCancelledCallIsResetAndTheOthersGoOn() throws Exception {
        Cancellable cancelled = json.request(call("SILENCE", 2)).subscribe().with(item -> {
        });
        SIDECAR.silent();
        CompletableFuture<?> other = json.request(call("SILENCE", 1)).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();

        cancelled.cancel();

        Seen seen = SIDECAR.next();
        assertThat(seen.outcome()).isEqualTo("reset 8");
        assertThat(seen.body()).isEqualTo("{\"id\":2}");
        answer.run();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(Map.of("id", 7));
    }

    @Test
    void aCallThatTimesOutIsResetAndTheOthersGoOn() throws Exception {
        CompletableFuture<?> other = json.request(call("SILENCE", 1)).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();

        InvocationTimeoutException failure = Calls.failure(InvocationTimeoutException.class,
                json.request(call("SILENCE", 2).timeout(Duration.ofMillis(1500))));

        assertThat(failure.mayHaveBeenSent()).isTrue();
        SIDECAR.silent();
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");
        answer.run();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(Map.of("id", 7));
    }

    @Test
    void aResetByTheSidecarFailsItsCallAlone() throws Exception {
        CompletableFuture<?> other = json.request(call("SILENCE", 1)).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();

        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class, json.request(call("RESET", 2)));

        assertThat(failure)
                .hasMessage("The connection to the Dapr sidecar at " + SIDECAR.url() + " was lost before the response to "
                        + "POST app/RESET: Stream reset: 2");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        SIDECAR.next();
        answer.run();
        assertThat(other.get(20, TimeUnit.SECONDS)).isEqualTo(Map.of("id", 7));
    }

    @Test
    void aReplyThatIsCutShortIsAFailure() throws InterruptedException {
        IncompleteResponseException failure = Calls.failure(IncompleteResponseException.class,
                json.request(call("CUT_SHORT", 1)));

        assertThat(failure).hasMessageContaining("was cut short");
        SIDECAR.next();
    }

    @Test
    void anUnwantedStatusIsAFailure() throws InterruptedException {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, json.request(call("missing", 1)));

        assertThat(failure.statusCode()).isEqualTo(404);
        assertThat(failure.body()).hasToString("no missing");
        SIDECAR.next();
    }

    @Test
    void streamsGoBothWays() throws InterruptedException {
        Multi<Buffer> chunks = Multi.createFrom().items("[1", ",2]").map(Buffer::buffer);

        Uni<Buffer> whole = streams.request(InvokeMethodParameters.of(chunks).binding("method", "ECHO"))
                .flatMap(reply -> reply.collect().in(Buffer::buffer, Buffer::appendBuffer));

        assertThat(Calls.item(whole)).hasToString("[1,2]");
        assertThat(SIDECAR.next().headers()).doesNotContain("content-length");
    }

    @Test
    void aReplyThatNobodyReadsDoesNotStopTheOthers() throws InterruptedException {
        AssertSubscriber<Buffer> slow = streams
                .request(InvokeMethodParameters.of((Multi<Buffer>) null).binding("method", "LARGE"))
                .toMulti().flatMap(reply -> reply).subscribe().withSubscriber(AssertSubscriber.create(0));
        SIDECAR.next();

        for (int i = 0; i < 3; i++) {
            assertThat(Calls.item(json.request(call("ECHO", i)))).isEqualTo(Map.of("id", i));
            SIDECAR.next();
        }

        slow.request(Long.MAX_VALUE).awaitCompletion(Duration.ofSeconds(20));
        assertThat(slow.getItems().stream().mapToInt(Buffer::length).sum()).isEqualTo(1024 * 1024);
    }

    @Test
    void aPayloadThatFailsDoesNotLookWhole() throws InterruptedException {
        Multi<Buffer> chunks = Multi.createBy().concatenating().streams(Multi.createFrom().item(Buffer.buffer("some")),
                Multi.createFrom().failure(new IllegalStateException("no more")));

        PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class,
                streams.request(InvokeMethodParameters.of(chunks).binding("method", "ECHO"))
                        .flatMap(reply -> reply.collect().asList()));

        assertThat(failure).hasRootCauseMessage("no more");
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");
    }

    @Test
    void aConnectionThatTheSidecarEndsIsFollowedByAnother() throws InterruptedException {
        int before = SIDECAR.connections();
        assertThat(Calls.item(json.request(call("GO_AWAY", 1)))).isEqualTo(Map.of("id", 1));
        assertThat(Calls.item(json.request(call("ECHO", 2)))).isEqualTo(Map.of("id", 2));

        SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class,
                json.request(call("HANG_UP", 3)));
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(Calls.item(json.request(call("ECHO", 4)))).isEqualTo(Map.of("id", 4));

        for (int i = 0; i < 4; i++) {
            SIDECAR.next();
        }
        assertThat(SIDECAR.connections()).isBetween(before + 2, before + 3);
    }

    @Test
    void largeBodiesPassTheWindowsOfBothSides() throws InterruptedException {
        Buffer large = Buffer.buffer("x".repeat(3 * 1024 * 1024));

        Uni<Integer> length = streams
                .request(InvokeMethodParameters.of(Multi.createFrom().item(large)).binding("method", "ECHO"))
                .flatMap(reply -> reply.onItem().transform(Buffer::length).collect().with(java.util.stream.Collectors
                        .summingInt(Integer::intValue)));

        assertThat(Calls.item(length)).isEqualTo(large.length());
        SIDECAR.next();
    }

    private static InvokeMethodParameters<Map<String, Integer>> call(String method, int id) {
        return InvokeMethodParameters.of(Map.of("id", id)).binding("method", method);
    }
}
