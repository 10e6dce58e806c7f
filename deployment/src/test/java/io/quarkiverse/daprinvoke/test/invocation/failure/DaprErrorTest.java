package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The error JSON of Dapr is taken apart; any other body stays the application's own.
 */
class DaprErrorTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> emitter;

    private InvocationStatusException failure(int status, String contentType, String body) {
        sidecar.answer(RawSidecar.reply(status, contentType, body));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.send("x"));
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.body().toString()).isEqualTo(body);
        Calls.assertTarget(failure, "POST", "shop", "m");
        return failure;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "500|application/json|{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: x, err: \\\"y\\\"\"}|ERR_DIRECT_INVOKE|failed to invoke, id: x, err: \"y\"",
            "403|application/json; charset=utf-8|{ \"message\" : \"denied\" , \"errorCode\" : \"ERR_DIRECT_INVOKE\" }|ERR_DIRECT_INVOKE|denied",
            "500|Application/JSON|{\"errorCode\":\"ERR_MALFORMED_RESPONSE\",\"message\":\"é\",\"details\":[{}]}|ERR_MALFORMED_RESPONSE|é" })
    void thatOfTheSidecarHasACodeAndAMessage(int status, String contentType, String body, String code, String message) {
        InvocationStatusException failure = failure(status, contentType, body);
        assertThat(failure.errorCode()).isEqualTo(code);
        assertThat(failure.errorMessage()).isEqualTo(message);
        assertThat(failure)
                .hasMessage("POST shop/m was answered with status " + status + " " + code + ": " + message).hasNoCause();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = { "ERR_\\r\\nX-Evil: 1|ERR_ X-Evil: 1",
            "ERR_\\u0000\\u007fX|ERR_ X",
            "ERR_A\\u2028B|ERR_A B", "ERR_\\u202eB|ERR_ B", "ERR_\\ud83d!|ERR_ !" })
    void isOneLineWhateverWasWritten(String written, String printed) {
        InvocationStatusException failure = failure(500, "application/json",
                "{\"errorCode\":\"" + written + "\",\"message\":\"" + written + "\"}");
        assertThat(failure).message().isEqualTo("POST shop/m was answered with status 500 " + printed + ": " + printed);
        assertThat(failure.errorCode()).isEqualTo(printed);
    }

    @Test
    void isOfBoundedLengthWhateverWasWritten() {
        String endless = "ERR_" + "X".repeat(30_000);
        InvocationStatusException failure = failure(500, "application/json",
                "{\"errorCode\":\"" + endless + "\",\"message\":\"" + endless + "\"}");
        assertThat(failure).message().hasSizeLessThan(1200);
        assertThat(failure.errorCode()).hasSizeLessThan(110);
    }

    @ParameterizedTest
    @ValueSource(strings = { "{\"code\":3,\"message\":\"InvalidArgument\",\"details\":[]}",
            "{ \"code\": 3, \"message\": \"InvalidArgument\" }" })
    void thatOfAGrpcApplicationHasAMessageOnly(String body) {
        InvocationStatusException failure = failure(400, "application/json", body);
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isEqualTo("InvalidArgument");
        assertThat(failure).hasMessage("POST shop/m was answered with status 400: InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = { "not json", "{", "", " ", "null", "true", "12", "\"text\"", "[]", "[{\"errorCode\":\"ERR_X\"}]",
            "{}", "{\"errorCode\":1}", "{\"errorCode\":1,\"message\":\"m\"}", "{\"errorCode\":\"ERR_X\"}",
            "{\"errorCode\":\"ERR_X\",\"message\":null}", "{\"errorCode\":\"ERR_X\",\"message\":{}}",
            "{\"errorCode\":\"MINE\",\"message\":\"m\"}", "{\"message\":\"m\"}", "{\"code\":\"3\",\"message\":\"m\"}",
            "{\"error\":\"bad request\"}" })
    void anotherBodyIsTheOneOfTheApplication(String body) {
        InvocationStatusException failure = failure(500, "application/json", body);
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isNull();
        assertThat(failure).hasMessage("POST shop/m was answered with status 500");
    }

    @Test
    void thatOfAnotherContentTypeIsNone() {
        InvocationStatusException failure = failure(500, "text/plain",
                "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"m\"}");
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isNull();
        assertThat(failure.contentType()).isEqualTo("text/plain");
    }

    @Test
    void oneThatWasCutIsNone() {
        String body = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"" + "x".repeat(70_000) + "\"}";
        sidecar.answer(RawSidecar.json(500, body));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.send("x"));
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isNull();
        assertThat(failure.body().toString()).isEqualTo(body.substring(0, 65536));
    }

    @Test
    void theTextOfASidecarThatKnowsNoTokenIsNone() {
        InvocationStatusException failure = failure(401, "text/plain; charset=utf-8", "invalid api token\n");
        assertThat(failure).hasMessage("POST shop/m was answered with status 401");
    }
}
