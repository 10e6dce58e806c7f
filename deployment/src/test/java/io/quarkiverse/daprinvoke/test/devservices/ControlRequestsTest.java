package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;
import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * Nobody but a test of the same process steers the sidecar of test mode, and every request has an answer.
 */
class ControlRequestsTest extends SidecarTestBase {

    private static final String ROOT = "/quarkus-dapr-invoke/v1/";
    private static final String REPLIES = "{\"criteria\":{\"appId\":\"orders\",\"method\":\"create\",\"headers\":[],"
            + "\"query\":[]},\"replies\":";

    private TestSteering test;

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, true);
    }

    @BeforeEach
    void beginTest() throws IOException {
        test = new TestSteering(sidecar);
        test.begin();
        test.stub(1, new StubbedResponse(Outcome.ANSWER, 201, List.of(new Header("x", "1")), new byte[] { 'o', 'k' }, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST test?process=1&thread=1", "DELETE test?process=<pid>&thread=1", "POST test", "PUT stubs/1",
            "GET calls?seen=-1&wait=0", "GET exchanges", "GET whatever" })
    void withoutTheSecretNothingChanges(String request) throws IOException {
        for (String header : List.of("X: none", "quarkus-dapr-invoke-secret:", "quarkus-dapr-invoke-secret: wrong",
                TestSteering.secret().substring(0, TestSteering.secret().length() - 1), TestSteering.secret() + "0",
                "quarkus-dapr-invoke-secret: wrong\r\n" + TestSteering.secret())) {
            TestSteering.Answer answer = exchange(request, header, "{}");
            assertThat(answer.head()).first().isEqualTo("HTTP/1.1 403 Forbidden");
            assertThat(answer.body()).isEqualTo(
                    "The header quarkus-dapr-invoke-secret does not contain the secret of the sidecar's process");
        }
        assertNothingHasChanged();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "POST test                                     | The parameter process is missing",
            "POST test?process=1                           | The parameter thread is missing",
            "POST test?thread=1                            | The parameter process is missing",
            "POST test?process=&thread=1                   | There must be a number from 1 to 9223372036854775807 as the parameter process",
            "POST test?process=x&thread=1                  | There must be a number from 1 to 9223372036854775807 as the parameter process",
            "POST test?process=0&thread=1                  | There must be a number from 1 to 9223372036854775807 as the parameter process",
            "POST test?process=1&thread=-1                 | There must be a number from 1 to 9223372036854775807 as the parameter thread",
            "POST test?process=99999999999999999999&thread=1 | There must be a number from 1 to 9223372036854775807 as the parameter process",
            "POST test?process=%zz&thread=1                | The query cannot be decoded",
            "DELETE test                                   | The parameter process is missing",
            "DELETE test?process=a&thread=b                | There must be a number from 1 to 9223372036854775807 as the parameter process",
            "GET calls                                     | The parameter seen is missing",
            "GET calls?seen=1                              | The parameter wait is missing",
            "GET calls?seen=x&wait=0                       | There must be a number from -1 to 2147483647 as the parameter seen",
            "GET calls?seen=0&wait=-1                      | There must be a number from 0 to 9223372036854775807 as the parameter wait",
            "PUT stubs/                                    | There must be a number from 0 to 2147483647 as the number of the stub",
            "PUT stubs/x                                   | There must be a number from 0 to 2147483647 as the number of the stub",
            "PUT stubs/-1                                  | There must be a number from 0 to 2147483647 as the number of the stub",
    })
    void oddParametersAreAnsweredWithWhatIsWrong(String request, String text) throws IOException {
        TestSteering.Answer answer = exchange(request, TestSteering.secret(), "{}");
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(answer.body()).isEqualTo(text);
        assertNothingHasChanged();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "null", "{}", "[]", "{", "\"x\"",
            "{\"criteria\":{},\"replies\":[{\"outcome\":\"NONE\",\"status\":0,\"headers\":[]}]}",
            REPLIES + "[]}", REPLIES + "null}", REPLIES + "[null]}",
            REPLIES + "[{\"outcome\":\"ANSWER\",\"status\":0,\"headers\":[]}]}",
            REPLIES + "[{\"outcome\":\"COMPUTED\",\"status\":0,\"headers\":[]}]}",
            REPLIES + "[{\"outcome\":\"ANSWER\",\"status\":200}]}",
            REPLIES + "[{\"outcome\":\"ANSWER\",\"status\":200,\"headers\":[],\"delay\":-1}]}",
            REPLIES + "[{\"outcome\":\"ANSWER\",\"status\":200,\"headers\":[{\"name\":\"a b\",\"value\":\"x\"}]}]}",
            REPLIES + "[{\"outcome\":\"ANSWER\",\"status\":200,\"headers\":[{\"name\":\"a\",\"value\":\"x\\r\\ny: z\"}]}]}" })
    void stubThatCannotAnswerIsRefused(String stub) throws IOException {
        TestSteering.Answer answer = exchange("PUT stubs/1", TestSteering.secret(), stub);
        assertThat(answer.head()).first().isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(answer.body()).isNotEmpty();
        assertNothingHasChanged();
    }

    @Test
    void stubIsNotReadBeyondItsLimit() throws IOException {
        String megabyte = " ".repeat(1 << 20);
        try (WireConnection caller = caller()) {
            caller.sendHead("PUT " + ROOT + "stubs/1 HTTP/1.1", caller.host(), TestSteering.secret(), "Connection: close",
                    "Transfer-Encoding: chunked");
            for (int i = 0; i < 65; i++) {
                caller.sendChunk(megabyte);
            }
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 413 Request Entity Too Large");
        }
        assertNothingHasChanged();
    }

    @Test
    void failureOfTheSidecarIsAnAnswerThatDoesNotSayWhy() throws IOException {
        AppDirectory failing = new AppDirectory(Map.of(), "shop", 1, "quarkus.http.port", true, () -> {
            throw new IllegalStateException("inside");
        }, Optional.empty());
        for (boolean forTests : new boolean[] { false, true }) {
            try (InProcessSidecar sidecar = new InProcessSidecar(failing, forTests)) {
                sidecar.start();
                TestSteering steering = new TestSteering(sidecar);
                if (forTests) {
                    steering.begin();
                }
                TestSteering.Answer answer = steering.exchange("POST /v1.0/invoke/shop/method/create", "ok");
                assertThat(answer.head()).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
                assertThat(answer.body()).contains("ERR_DIRECT_INVOKE").doesNotContain("inside");
            }
        }
    }

    private void assertNothingHasChanged() throws IOException {
        assertThat(test.calls()).isEmpty();
        TestSteering.Answer stubbed = test.exchange("POST " + INVOKE + "/create", "");
        assertThat(stubbed.head()).first().isEqualTo("HTTP/1.1 201 Created");
        assertThat(stubbed.body()).isEqualTo("ok");
    }

    private TestSteering.Answer exchange(String request, String secret, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (WireConnection caller = caller()) {
            caller.sendHead(request.replace(" ", " " + ROOT).replace("<pid>", String.valueOf(TestSteering.PROCESS))
                    + " HTTP/1.1", caller.host(), "Connection: close", secret, "Content-Length: " + bytes.length);
            caller.send(body);
            return new TestSteering.Answer(caller.readHead(), caller.readToEnd());
        }
    }
}
