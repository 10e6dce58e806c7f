package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.DeafServer;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Answer;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Every failure ends the call once, with the exception in the documentation, and leaves nothing behind: the only connection
 * serves the next call, and the objects of the call can be garbage-collected.
 */
@TestMethodOrder(OrderAnnotation.class)
class FailureTableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Payload.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.connect-timeout", "1s")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "100")
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            .overrideRuntimeConfigKey("deaf", DeafServer.url())
            .overrideRuntimeConfigKey("tls", SharedSidecar.get().url().replace("http:", "https:"));

    public record Payload(String text) {
    }

    /** The payloads of the calls that have failed, by their lines. */
    private static final Map<Line, WeakReference<Payload>> PAYLOADS = new ConcurrentHashMap<>();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Payload, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${nobody}")
    RequestEmitter<Payload, String> toNobody;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${deaf}")
    RequestEmitter<Payload, String> toDeaf;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "http://no-such-host.invalid:3500")
    RequestEmitter<Payload, String> toUnknown;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "${tls}")
    RequestEmitter<Payload, String> withTls;

    final RawSidecar sidecar = SharedSidecar.get();

    /** Each line of the table. */
    enum Line {
        CONNECTION_REFUSED(SidecarUnavailableException.class, false, "The Dapr sidecar at .* could not be reached .*", null),
        HOST_DOES_NOT_ANSWER(SidecarUnavailableException.class, false, "The Dapr sidecar at .* could not be reached .*", null),
        HOST_UNKNOWN(SidecarUnavailableException.class, false, "The Dapr sidecar at .* could not be reached .*", null),
        NO_TLS(SidecarUnavailableException.class, false, "The Dapr sidecar at .* could not be reached .*", null),
        CLOSED_BEFORE_THE_RESPONSE(SidecarUnavailableException.class, true, "The connection to .* was lost .*",
                RawSidecar.hangUp()),
        CLOSED_IN_THE_HEADERS(SidecarUnavailableException.class, true, "The connection to .* was lost .*",
                thenHangUp("HTTP/1.1 200 OK\r\nContent-Le")),
        CLOSED_IN_THE_BODY(IncompleteResponseException.class, true, "The response to .* was cut short",
                thenHangUp("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")),
        CLOSED_IN_THE_BODY_OF_AN_ERROR(InvocationStatusException.class, true, ".* was answered with status 500",
                thenHangUp("HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nhalf")),
        NO_ANSWER(InvocationTimeoutException.class, true, ".* did not end within 1500 ms", RawSidecar.silence()),
        HEADERS_TOO_SLOW(InvocationTimeoutException.class, true, ".* did not end within 1500 ms",
                byteByByte("HTTP/1.1 200 OK\r\nX: ")),
        BODY_TOO_SLOW(InvocationTimeoutException.class, true, ".* did not end within 1500 ms",
                byteByByte("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")),
        CONTENT_LENGTH_TOO_LARGE(InvocationTimeoutException.class, true, ".* did not end within 1500 ms",
                RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nless")),
        CONTENT_LENGTH_NO_NUMBER(SidecarUnavailableException.class, true, "The server at .* sent an invalid HTTP response to "
                + ".*",
                RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx")),
        NO_HTTP(SidecarUnavailableException.class, true,
                "The server at .* sent an invalid HTTP response to .*",
                RawSidecar.raw("Welcome to the mail server!\r\n\r\n")),
        REPLY_TOO_LARGE(ResponseDecodingException.class, true,
                "The response to .* is larger than quarkus.dapr-invoke.max-response-size allows .*",
                RawSidecar.ok("x".repeat(101))),
        QUEUE_FULL(SidecarUnavailableException.class, false,
                "All connections to the Dapr sidecar at .* are in use and the wait queue is full.*", null);

        final Class<? extends DaprInvokeException> failure;
        final boolean maybeSent;
        final String message;
        final Answer answer;

        Line(Class<? extends DaprInvokeException> failure, boolean maybeSent, String message, Answer answer) {
            this.failure = failure;
            this.maybeSent = maybeSent;
            this.message = message;
            this.answer = answer;
        }
    }

    private static Answer thenHangUp(String response) {
        return (request, out) -> {
            RawSidecar.raw(response).to(request, out);
            return false;
        };
    }

    private static Answer byteByByte(String beginning) {
        return (request, out) -> {
            RawSidecar.raw(beginning).to(request, out);
            // Until the peer closes the connection
            while (true) {
                TimeUnit.MILLISECONDS.sleep(20);
                out.write('x');
                out.flush();
            }
        };
    }

    private RequestEmitter<Payload, String> emitter(Line line) {
        return switch (line) {
            case CONNECTION_REFUSED -> toNobody;
            case HOST_DOES_NOT_ANSWER -> toDeaf;
            case HOST_UNKNOWN -> toUnknown;
            case NO_TLS -> withTls;
            default -> emitter;
        };
    }

    static Stream<String> lines() {
        return Stream.of(Line.values()).map(Line::name);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void endsTheCallOnceAndLeavesTheConnection(String name) throws Exception {
        Line line = Line.valueOf(name);
        CountDownLatch released = new CountDownLatch(1);
        List<CompletableFuture<String>> others = new ArrayList<>();
        sidecar.answer(line.answer);
        if (line == Line.QUEUE_FULL) {
            sidecar.answer((request, out) -> released.await(20, TimeUnit.SECONDS) && RawSidecar.ok("ok").to(request, out));
            others.add(emitter.request(new Payload("under way")).subscribeAsCompletionStage());
            sidecar.next();
            others.add(emitter.request(new Payload("waiting")).subscribeAsCompletionStage());
        } else if (line == Line.NO_TLS) {
            sidecar.answer(thenHangUp("HTTP/1.1 400 Bad Request\r\n\r\n"));
        }
        PAYLOADS.put(line, fail(line));
        released.countDown();
        for (CompletableFuture<String> other : others) {
            assertThat(other).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("ok");
        }
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(emitter.request(new Payload("next")))).isEqualTo("ok");
    }

    /** One test for all lines, because a collection takes seconds among the many applications that were tested before. */
    @Test
    @Order(Integer.MAX_VALUE)
    void leavesNothingOfThePayload() {
        assertThat(PAYLOADS).hasSize(Line.values().length);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            System.gc();
            assertThat(PAYLOADS).allSatisfy((line, payload) -> assertThat(payload.get() == null).as(line.name()).isTrue());
        });
    }

    /** In a separate method, because a stack frame is a reference, too. */
    private WeakReference<Payload> fail(Line line) throws Exception {
        Payload payload = new Payload("x");
        // Longer than the time for a connection, whose end is another failure; long enough to be sent on a busy machine
        Duration timeout = line.failure == InvocationTimeoutException.class ? Duration.ofMillis(1500) : Duration.ofSeconds(20);
        AtomicInteger outcomes = new AtomicInteger();
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        emitter(line).request(InvokeMethodParameters.of(payload).timeout(timeout)).subscribe().with(item -> {
            outcomes.incrementAndGet();
            failure.complete(null);
        }, thrown -> {
            outcomes.incrementAndGet();
            failure.complete(thrown);
        });
        assertThat(failure.get(30, TimeUnit.SECONDS)).isExactlyInstanceOf(line.failure);
        assertThat(failure.join().getMessage().replace('\n', ' ')).matches(line.message);
        assertThat(((DaprInvokeException) failure.join()).mayHaveBeenSent()).isEqualTo(line.maybeSent);
        assertThat(outcomes).hasValue(1);
        return new WeakReference<>(payload);
    }

    /**
     * The rest of a body can make the connection unusable, but never becomes the response to another call.
     */
    @Test
    void bytesBehindTheBodyAreNotTheReplyToTheNextCall() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"));
        assertThat(Calls.item(emitter.request(new Payload("x")))).isEqualTo("ok");
        sidecar.answer(RawSidecar.ok("right"));
        Uni<String> next = emitter.request(new Payload("y"));
        assertThat(Calls.item(next.onFailure(SidecarUnavailableException.class).recoverWithItem("none"))).isIn("right", "none");
        assertThat(Calls.item(next)).isEqualTo("right");
        sidecar.answer(RawSidecar
                .raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwrong"));
        assertThat(Calls.item(emitter.request(new Payload("x")))).isEqualTo("ok");
        sidecar.answer(RawSidecar.ok("right"));
        assertThat(Calls.item(next.onFailure(SidecarUnavailableException.class).recoverWithItem("none"))).isIn("right", "none");
        assertThat(Calls.item(next)).isEqualTo("right");
    }
}
