package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.Criteria;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;
import io.quarkiverse.daprinvoke.test.control.TestFunctions;

/**
 * A call whose body decides whether a stub answers it is held until all of it has come. Other calls are not.
 */
class StubOfABodyTest extends SidecarTestBase {

    private static final String CREATE = "POST " + INVOKE + "/create HTTP/1.1";

    private TestSteering test;
    private String isTea;

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, true);
    }

    @BeforeEach
    void stubCallsForTea() throws IOException {
        test = new TestSteering(sidecar);
        test.begin();
        isTea = TestFunctions.add(StubOfABodyTest::isTea);
        test.stub(1, new Stub(new Criteria("orders", "create", null, List.of(), List.of()), isTea,
                List.of(new StubbedResponse(Outcome.ANSWER, 201, List.of(), null, 0))));
    }

    private static byte[] isTea(byte[] json) {
        try {
            Call call = ControlApi.mapper().readValue(json, Call.class);
            return String.valueOf(new String(call.body(), StandardCharsets.UTF_8).contains("tea")).getBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void forget() {
        TestFunctions.remove(isTea);
    }

    @Test
    void anUploadIsAnsweredWhenItHasEnded() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Transfer-Encoding: chunked");
            caller.sendChunk("green t");
            assertThat(test.calls()).isEmpty();
            caller.sendChunk("ea");
            caller.sendChunk("");
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 201 Created");
        }
        assertThat(test.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).asString().isEqualTo("green tea");
            assertThat(call.status()).isEqualTo(201);
        });
    }

    @Test
    void aCallThatNoStubMatchesGoesOnWithItsBody() throws IOException {
        String body = "x".repeat(1 << 20);
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: " + body.length());
            caller.send(body);
            try (WireConnection called = orders.accept()) {
                List<String> head = called.readHead();
                assertThat(head).first().isEqualTo("POST /create HTTP/1.1");
                assertThat(called.readBody(head)).isEqualTo(body);
                called.sendHead("HTTP/1.1 409 Conflict", "Content-Length: 2");
                called.send("no");
                List<String> reply = caller.readHead();
                assertThat(reply).first().isEqualTo("HTTP/1.1 409 Conflict");
                assertThat(caller.readBody(reply)).isEqualTo("no");
            }
            // The connection is free for the next call
            caller.sendHead(CREATE, caller.host(), "Content-Length: 3");
            caller.send("tea");
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 201 Created");
        }
        assertThat(test.calls()).extracting(Call::status).containsExactly(409, 201);
    }

    @Test
    void anUploadThatNoStubMatchesGoesOnWithItsBody() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Transfer-Encoding: chunked");
            caller.sendChunk("cof");
            caller.sendChunk("fee");
            caller.sendChunk("");
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).contains("transfer-encoding: chunked");
                assertThat(called.readChunk()).isEqualTo("coffee");
                assertThat(called.readChunk()).isEmpty();
                called.sendHead("HTTP/1.1 204 No Content");
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
            }
        }
    }

    @Test
    void aCallWithoutABodyThatNoStubMatchesGoesOn() throws IOException {
        for (String header : List.of("Content-Length: 0", "X: no length")) {
            try (WireConnection caller = caller()) {
                caller.sendHead(CREATE, caller.host(), header);
                try (WireConnection called = orders.accept()) {
                    assertThat(called.readHead()).first().isEqualTo("POST /create HTTP/1.1");
                    called.sendHead("HTTP/1.1 204 No Content");
                    assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
                }
            }
        }
    }

    @Test
    void aBodyThatIsTooLongToBeHeldIsAnsweredWithTheReason() throws IOException {
        String body = "tea ".repeat(1 << 19);
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: " + body.length(), "Connection: close");
            caller.send(body);
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
            assertThat(caller.readToEnd()).contains("ERR_STUB").contains("the body is larger than 1048576 bytes");
        }
        assertThat(test.calls()).extracting(Call::status).containsExactly(500);
    }

    @Test
    void aCallThatBreaksOffReachesNobody() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 10");
            caller.send("coffee");
        }
        assertThat(test.calls(0, 10_000)).singleElement().satisfies(call -> assertThat(call.status()).isZero());
        // The first that the application gets is this one
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/next HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).first().isEqualTo("GET /next HTTP/1.1");
            }
        }
    }

    @Test
    void aCallThatTheHeadDecidesAboutIsNotHeld() throws IOException {
        test.stub(2, new Stub(new Criteria("orders", "create", null, List.of(new Header("x", "1")), List.of()), isTea,
                List.of(new StubbedResponse(Outcome.ANSWER, 201, List.of(), null, 0))));
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/other HTTP/1.1", caller.host(), "Transfer-Encoding: chunked");
            caller.sendChunk("tea");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                assertThat(called.readChunk()).isEqualTo("tea");
            }
        }
    }

    @Test
    void aFunctionOfATestThatHasEndedFailsTheCall() throws IOException {
        TestFunctions.remove(isTea);
        TestSteering.Answer answer = test.exchange("POST " + INVOKE + "/create", "tea");
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(answer.body()).contains("ERR_STUB");
    }
}
