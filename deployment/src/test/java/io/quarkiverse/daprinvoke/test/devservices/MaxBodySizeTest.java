package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * A body that a sidecar of Dapr refuses is refused as it does that, with status 500.
 */
class MaxBodySizeTest {

    private static final int LIMIT = 100_000;
    private static final String CREATE = "POST " + SidecarTestBase.INVOKE + "/create HTTP/1.1";
    private static final String TOO_LARGE = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: orders, err: "
            + "stream too large: the body of the request is larger than " + LIMIT
            + " bytes; to accept it, increase quarkus.dapr-invoke.devservices.max-body-size\"}";

    private WireTarget orders;

    @BeforeEach
    void listen() throws IOException {
        orders = new WireTarget();
    }

    @AfterEach
    void stop() throws IOException {
        orders.close();
    }

    private AppDirectory apps() {
        return new AppDirectory(Map.of("orders", orders.url()), "shop", 0, "quarkus.http.test-port");
    }

    private InProcessSidecar start(boolean forTests) {
        InProcessSidecar sidecar = new InProcessSidecar(apps(), LIMIT, forTests);
        sidecar.start();
        return sidecar;
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void bodyOfThatLengthIsPassedOn(boolean chunked) throws IOException {
        try (InProcessSidecar sidecar = start(false);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            send(caller, chunked, LIMIT);
            try (WireConnection called = orders.accept()) {
                called.readHead();
                assertThat(chunked ? called.readChunk() : called.read(LIMIT)).hasSizeGreaterThan(0);
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 0");
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void lengthThatIsTooLargeIsRefusedBeforeAnythingIsSent() throws IOException {
        try (InProcessSidecar sidecar = start(false);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            for (int i = 0; i < 2; i++) {
                send(caller, false, LIMIT + 1);
                assertTooLarge(caller);
            }
            // The connection can be used again, and this is the first call that the application sees
            send(caller, false, 2);
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).contains("Content-Length: 2");
            }
        }
    }

    @Test
    void streamThatBecomesTooLargeBreaksOffAtTheApplication() throws IOException {
        try (InProcessSidecar sidecar = start(false);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            caller.sendHead(CREATE, caller.host(), "Transfer-Encoding: chunked");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                caller.sendChunk("begin");
                assertThat(called.readChunk()).isEqualTo("begin");
                caller.sendChunk("x".repeat(LIMIT));
                assertTooLarge(caller);
                assertThat(called.readToEnd()).doesNotEndWith("0\r\n\r\n");
            } catch (EOFException e) {
                throw new AssertionError("no answer", e);
            }
            // The rest of it is dropped
            caller.sendChunk("x".repeat(LIMIT));
            caller.sendChunk("");
            caller.sendHead("GET /v1.0/healthz HTTP/1.1", caller.host());
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void stubDoesNotAnswerWhatDaprRefuses(boolean chunked) throws IOException {
        try (InProcessSidecar sidecar = start(true);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            TestSteering test = new TestSteering(sidecar);
            test.begin();
            test.stub(1, new StubbedResponse(Outcome.ANSWER, 201, List.of(), null, 0));
            send(caller, chunked, LIMIT + 1);
            assertTooLarge(caller);
            assertThat(test.calls()).singleElement().satisfies(call -> {
                assertThat(call.status()).isEqualTo(500);
                assertThat(call.complete()).isFalse();
            });
            send(caller, chunked, LIMIT);
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 201 Created");
            assertThat(test.calls()).extracting(Call::status).containsExactly(500, 201);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void recordedCallIsRefusedAsWell(boolean chunked) throws IOException {
        try (InProcessSidecar sidecar = start(true);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            new TestSteering(sidecar).begin();
            send(caller, chunked, LIMIT + 1);
            assertTooLarge(caller);
        }
    }

    /** An application that responds before it has read the body may have disconnected when the body becomes too large. */
    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void streamThatBecomesTooLargeAfterTheAnswerIsDropped(boolean recorded) throws IOException {
        List<String> errors = new CopyOnWriteArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord message) {
                if (message.getLevel().intValue() >= Level.SEVERE.intValue()) {
                    errors.add(message.getMessage());
                }
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger vertx = Logger.getLogger("io.vertx.core");
        vertx.addHandler(log);
        try (InProcessSidecar sidecar = start(true);
                WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
            if (recorded) {
                new TestSteering(sidecar).begin();
            }
            caller.sendHead(CREATE, caller.host(), "Transfer-Encoding: chunked");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 2", "Connection: close");
                called.send("ok");
            }
            assertThat(caller.readBody(caller.readHead())).isEqualTo("ok");
            for (int i = 0; i < 20; i++) {
                caller.sendChunk("x".repeat(LIMIT / 2));
            }
            caller.sendChunk("");
            caller.sendHead("GET /v1.0/healthz HTTP/1.1", caller.host());
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
        } finally {
            vertx.removeHandler(log);
        }
        assertThat(errors).isEmpty();
    }

    @Test
    void limitIsThatOfDaprByDefault() throws IOException {
        try (InProcessSidecar sidecar = new InProcessSidecar(apps(), false)) {
            sidecar.start();
            try (WireConnection caller = WireConnection.to(sidecar.getConnectionInfo())) {
                send(caller, false, (4 << 20) + 1);
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
            }
        }
    }

    private static void send(WireConnection caller, boolean chunked, int length) throws IOException {
        caller.sendHead(CREATE, caller.host(), chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length);
        if (chunked) {
            caller.sendChunk("x".repeat(length));
            caller.sendChunk("");
        } else {
            caller.send("x".repeat(length));
        }
    }

    private static void assertTooLarge(WireConnection caller) throws IOException {
        List<String> head = caller.readHead();
        assertThat(head).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(head).contains("content-type: application/json");
        assertThat(caller.readBody(head)).isEqualTo(TOO_LARGE);
    }
}
