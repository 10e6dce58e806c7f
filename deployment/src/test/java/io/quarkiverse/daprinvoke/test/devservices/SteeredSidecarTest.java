package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;

/**
 * The sidecar of test mode under the control of a test, as seen on the wire.
 */
class SteeredSidecarTest extends SidecarTestBase {

    private static final String CREATE = "POST " + INVOKE + "/create HTTP/1.1";

    private TestSteering test;

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, true);
    }

    @BeforeEach
    void beginTest() throws IOException {
        test = new TestSteering(sidecar);
        test.begin();
    }

    private static StubbedResponse reply(Outcome outcome, int status, String body) {
        return new StubbedResponse(outcome, status, List.of(new Header("X-A", "1"), new Header("X-A", "2")),
                body == null ? null : body.getBytes(StandardCharsets.UTF_8), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST /quarkus-dapr-invoke/v1/test", "DELETE /quarkus-dapr-invoke/v1/test",
            "GET /quarkus-dapr-invoke/v1/calls?seen=0&wait=0", "GET /quarkus-dapr-invoke/v1/exchanges",
            "PUT /quarkus-dapr-invoke/v1/stubs/1" })
    void outsideTestModeThereIsNothingToSteer(String request) throws IOException {
        try (InProcessSidecar ofDevMode = super.sidecar(
                new AppDirectory(Map.of(), "shop", 0, "quarkus.http.test-port"))) {
            ofDevMode.start();
            TestSteering.Answer answer = new TestSteering(ofDevMode).exchange(request, "{}");
            assertThat(answer.head()).first().isEqualTo("HTTP/1.1 404 Not Found");
            assertThat(answer.body()).contains("ERR_DIRECT_INVOKE");
        }
    }

    @ParameterizedTest
    @CsvSource({ "200,tea,200 OK,3", "503,,503 Service Unavailable,0", "404,x,404 Not Found,1" })
    void anAnswerIsWrittenAsItWasGiven(int status, String body, String line, int length) throws IOException {
        test.stub(1, reply(Outcome.ANSWER, status, body));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 0", "Connection: close");
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 " + line, "X-A: 1", "X-A: 2", "connection: close",
                    "content-length: " + length);
            assertThat(caller.readToEnd()).isEqualTo(body == null ? "" : body);
        }
        assertThat(test.calls()).extracting(Call::status).containsExactly(status);
    }

    @ParameterizedTest
    @CsvSource({ "204,204 No Content", "304,304 Not Modified" })
    void anAnswerThatHasNoBodySaysNothingOfOne(int status, String line) throws IOException {
        test.stub(1, reply(Outcome.ANSWER, status, null));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 0", "Connection: close");
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 " + line, "X-A: 1", "X-A: 2", "connection: close");
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @Test
    void anAnswerThatIsCutShortEndsAfterHalfOfItsBody() throws IOException {
        test.stub(1, reply(Outcome.CUT_SHORT, 200, "0123456789"));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 0");
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 200 OK", "X-A: 1", "X-A: 2", "content-length: 10");
            assertThat(caller.readToEnd()).isEqualTo("01234");
        }
    }

    @Test
    void aResetConnectionIsClosedOnceTheCallIsThereWithoutAnAnswer() throws IOException {
        test.stub(1, reply(Outcome.RESET, 0, null));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 2");
            assertThat(test.calls()).isEmpty();
            caller.send("ok");
            assertThat(caller.readToEnd()).isEmpty();
        }
        assertThat(test.calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isZero();
            assertThat(call.body()).asString().isEqualTo("ok");
            assertThat(call.complete()).isTrue();
        });
    }

    @Test
    void aCallThatIsNeverAnsweredStaysOpenUntilTheSidecarStops() throws IOException {
        test.stub(1, reply(Outcome.NONE, 0, null));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 0");
            assertThat(test.calls(0, 10_000)).hasSize(1);
            test.end();
            caller.socket().setSoTimeout(200);
            assertThatThrownBy(caller::readHead).isInstanceOf(SocketTimeoutException.class);
            sidecar.close();
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @Test
    void aCallThatIsUnderWayWhenTheNextTestBeginsIsNotOfThatTest() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 201, "old"));
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Expect: 100-continue", "Content-Length: 2", "Connection: close");
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 100 Continue");
            test.begin();
            test.stub(1, reply(Outcome.ANSWER, 202, "new"));
            caller.send("ok");
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 201 Created");
            assertThat(caller.readToEnd()).isEqualTo("old");
        }
        assertThat(test.calls()).isEmpty();
    }

    @Test
    void aTestThatBeginsBesideAnotherIsRefusedAndChangesNothing() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 201, "first"));

        assertThat(test.begin(TestSteering.PROCESS, 2)).isEqualTo("HTTP/1.1 409 Conflict");
        assertThat(test.end(TestSteering.PROCESS, 2)).isEqualTo("HTTP/1.1 404 Not Found");
        assertThat(test.exchange("POST " + INVOKE + "/create", "").body()).isEqualTo("first");
        assertThat(test.calls()).hasSize(1);

        test.end();
        assertThat(test.begin(TestSteering.PROCESS, 2)).isEqualTo("HTTP/1.1 204 No Content");
    }

    @Test
    void aTestThatHasNotEndedIsReplacedByTheNextOfItsThread() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 201, "first"));
        test.exchange("POST " + INVOKE + "/create", "");

        test.begin();
        assertThat(test.calls()).isEmpty();
    }

    @Test
    void aTestOfAProcessThatIsGoneIsReplaced() throws IOException {
        test.end();
        // No process has a number as great as this
        assertThat(test.begin(Long.MAX_VALUE, 1)).isEqualTo("HTTP/1.1 204 No Content");

        assertThat(test.begin(TestSteering.PROCESS, 1)).isEqualTo("HTTP/1.1 204 No Content");
    }

    @Test
    void sidecarsOfTestsThatRunAtOnceShareNothing() throws IOException {
        try (InProcessSidecar another = sidecar(new AppDirectory(Map.of(), "shop", 0, "quarkus.http.test-port"))) {
            another.start();
            TestSteering other = new TestSteering(another);
            assertThat(other.begin(TestSteering.PROCESS, 2)).isEqualTo("HTTP/1.1 204 No Content");
            test.stub(1, reply(Outcome.ANSWER, 201, "one"));
            other.stub(1, reply(Outcome.ANSWER, 202, "other"));

            assertThat(test.exchange("POST " + INVOKE + "/create", "").body()).isEqualTo("one");
            assertThat(other.calls()).isEmpty();
            assertThat(other.exchange("POST " + INVOKE + "/create", "").body()).isEqualTo("other");
            assertThat(test.calls()).extracting(Call::status).containsExactly(201);
            assertThat(other.calls()).extracting(Call::status).containsExactly(202);

            test.end();
            assertThat(other.calls()).hasSize(1);
        }
    }

    @Test
    void afterTheTestNothingIsStubbedOrTold() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 201, "old"));
        test.end();
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 0");
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).first().isEqualTo("POST /create HTTP/1.1");
            }
        }
        assertThat(test.exchange("GET /quarkus-dapr-invoke/v1/calls?seen=0&wait=0", "").head()).first()
                .isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    void whatWasSentIsTold() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 204, null));
        try (WireConnection caller = caller()) {
            caller.sendHead("PUT " + INVOKE + "/stock//green%20tea+x/caf%C3%A9/?a=%20b&c HTTP/1.1", caller.host(),
                    "DAPR-api-token: secret", "X-Many: 1", "X-Many: 2", "Content-Length: 0");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 409 Conflict", "Content-Length: 0");
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 409 Conflict");
            }
        }
        assertThat(test.calls()).singleElement().satisfies(call -> {
            assertThat(call.verb()).isEqualTo("PUT");
            assertThat(call.appId()).isEqualTo("orders");
            assertThat(call.method()).isEqualTo("stock/green tea+x/caf\u00e9");
            assertThat(call.query()).isEqualTo("a=%20b&c");
            assertThat(call.headers()).containsExactly(
                    new Header("Host", sidecar.getConnectionInfo().substring("http://".length())), new Header("X-Many", "1"),
                    new Header("X-Many", "2"), new Header("Content-Length", "0"));
            assertThat(call.status()).isEqualTo(409);
        });
    }

    @Test
    void aCallThatNobodyAnswersMayBeStubbed() throws IOException {
        TestSteering.Answer answer = test.exchange("POST /v1.0/invoke/unknown/method/create", "ok");
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(answer.body()).contains("apps.\\\"unknown\\\"=<base URL>, or answer the call in the "
                + "test: DaprSidecar.on(<app ID>, <method>).reply(..)\"");
        assertThat(test.calls()).singleElement().satisfies(call -> {
            assertThat(call.body()).asString().isEqualTo("ok");
            assertThat(call.status()).isEqualTo(500);
        });
    }

    @Test
    void ofALongBodyOneMebibyteIsKept() throws IOException {
        test.stub(1, reply(Outcome.ANSWER, 204, null));
        for (int length : List.of(1 << 20, (1 << 20) + 1)) {
            try (WireConnection caller = caller()) {
                caller.sendHead(CREATE, caller.host(), "Content-Length: " + length);
                caller.send("x".repeat(length));
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
            }
        }
        assertThat(test.calls()).allSatisfy(call -> assertThat(call.body()).hasSize(1 << 20))
                .extracting(Call::complete).containsExactly(true, false);
    }

    @Test
    void aCallThatBreaksOffIsToldAsIncomplete() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(CREATE, caller.host(), "Content-Length: 5");
            caller.send("ok");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.read(2);
                caller.close();
                assertThat(test.calls(0, 10_000)).singleElement().satisfies(call -> {
                    assertThat(call.body()).asString().isEqualTo("ok");
                    assertThat(call.complete()).isFalse();
                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = { "RESET", "CUT_SHORT" })
    void inHttp2TheOtherCallsOfTheConnectionGoOn(Outcome outcome) throws Exception {
        test.stub(1, new StubbedResponse(Outcome.ANSWER, 201, List.of(), null, 300), reply(outcome, 200, "0123456789"));
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false).setHttp2MaxPoolSize(1));
            RequestOptions create = new RequestOptions().setMethod(HttpMethod.POST)
                    .setAbsoluteURI(sidecar.getConnectionInfo() + INVOKE + "/create");
            Future<Integer> delayed = client.request(create).compose(HttpClientRequest::send)
                    .map(HttpClientResponse::statusCode);
            Future<Buffer> reset = client.request(create).compose(HttpClientRequest::send).compose(HttpClientResponse::body);
            assertThatThrownBy(() -> reset.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(StreamResetException.class);
            assertThat(delayed.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS)).isEqualTo(201);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void whoAsksForMoreCallsIsAnsweredWhenThereAreSome() throws Exception {
        test.stub(1, reply(Outcome.ANSWER, 204, null));
        assertThat(test.calls(0, 50)).isEmpty();
        CompletableFuture<Integer> more = CompletableFuture.supplyAsync(() -> {
            try {
                return test.calls(1, 60_000).size();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        for (int i = 0; i < 2; i++) {
            try (WireConnection caller = caller()) {
                caller.sendHead(CREATE, caller.host(), "Content-Length: 0");
                caller.readHead();
            }
        }
        assertThat(more.get(20, TimeUnit.SECONDS)).isEqualTo(2);
    }
}
