package io.quarkiverse.daprinvoke.test.invocation.failure;

import static io.quarkiverse.daprinvoke.InvocationStatusException.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.ProblemDetails;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * The data of a response with a status outside 2xx that a caller receives.
 */
class StatusOfAFailureTest {

    private static final int KEPT = 64 * 1024;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> requests;

    public record Conflict(String reason) {
    }

    private InvocationStatusException failure(RawSidecar.Answer answer) {
        sidecar.answer(answer);
        return Calls.failure(InvocationStatusException.class, emitter.send("x"));
    }

    @Test
    void aStatusIsRecovered() {
        sidecar.answer(RawSidecar.json(404, "{}"));
        assertThat(Calls.item(requests.request("x").onFailure(status(404)).recoverWithItem("none"))).isEqualTo("none");
        assertThat(Calls.item(requests.request("x").onFailure(status(410).or(status(404))).recoverWithNull())).isNull();
        assertThat(Calls.failure(InvocationStatusException.class,
                requests.request("x").onFailure(status(410)).recoverWithNull()).is(404)).isTrue();
        sidecar.answer(RawSidecar.hangUp());
        assertThat(
                Calls.item(requests.request("x").onFailure(status(404)).recoverWithNull().onFailure().recoverWithItem("else")))
                .isEqualTo("else");
    }

    @Test
    void theBodyIsReadAsAType() {
        InvocationStatusException failure = failure(RawSidecar.json(409, "{\"reason\":\"sold\"}"));
        assertThat(failure.isBodyComplete()).isTrue();
        assertThat(failure.bodyAs(Conflict.class)).isEqualTo(new Conflict("sold"));
        assertThat(failure.bodyAs(JsonObject.class)).isEqualTo(new JsonObject().put("reason", "sold"));
        assertThat(failure.bodyAs(String.class)).isEqualTo("{\"reason\":\"sold\"}");
        assertThat(failure.response().bodyAs(Conflict.class)).isEqualTo(new Conflict("sold"));
        assertThat(failure.response().is(409)).isTrue();
        assertThat(failure.response().body()).isEqualTo(failure.body());
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> failure.bodyAs(List.class))
                .withMessage("The response to POST shop/m (status 409) cannot be read as java.util.List");
        assertThatIllegalArgumentException().isThrownBy(() -> failure.bodyAs(InputStream.class));
        assertThat(failure(RawSidecar.reply(409, "text/plain", "")).bodyAs(Conflict.class)).isNull();
        assertThat(failure(RawSidecar.raw(
                "HTTP/1.1 400 X\r\nContent-Type: text/plain;charset=ISO-8859-1\r\nContent-Length: 5\r\n\r\n",
                "Grüße".getBytes(StandardCharsets.ISO_8859_1))).bodyAs(String.class)).isEqualTo("Grüße");
    }

    @Test
    void aBodyOfTheSizeThatIsKeptIsComplete() {
        String text = "[" + "1,".repeat((KEPT - 3) / 2) + "11]";
        assertThat(text).hasSize(KEPT);
        InvocationStatusException failure = failure(RawSidecar.json(500, text));
        assertThat(failure.isBodyComplete()).isTrue();
        assertThat(failure.bodyAs(List.class)).hasSize((KEPT - 3) / 2 + 1);
    }

    @Test
    void aBodyThatWasCutIsNotReadAsJson() {
        // The beginning is JSON, but not what was sent
        String text = "1" + " ".repeat(KEPT) + "2";
        InvocationStatusException failure = failure(RawSidecar.reply(500, "application/problem+json", text));
        assertThat(failure.isBodyComplete()).isFalse();
        assertThat(failure.bodyAs(String.class)).hasSize(KEPT);
        assertThat(failure.bodyAs(byte[].class)).hasSize(KEPT);
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> failure.bodyAs(Integer.class)).withMessage(
                "The response to POST shop/m (status 500) was received only in part, so it cannot be read as JSON");
        assertThat(failure.problem()).isEmpty();
    }

    @Test
    void aBodyThatBrokeOffIsNotReadAsJson() {
        InvocationStatusException failure = failure((request, out) -> {
            RawSidecar.raw("HTTP/1.1 500 X\r\nContent-Type: application/problem+json\r\nContent-Length: 5\r\n\r\n",
                    "{}".getBytes()).to(request, out);
            return false;
        });
        assertThat(failure.isBodyComplete()).isFalse();
        assertThat(failure.bodyAs(String.class)).isEqualTo("{}");
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> failure.bodyAs(JsonObject.class));
        assertThat(failure.problem()).isEmpty();
    }

    @Test
    void problemDetailsAreRead() {
        ProblemDetails problem = failure(RawSidecar.reply(409, "application/problem+json;charset=utf-8",
                "{\"title\":\"Sold out\",\"status\":409,\"detail\":\"none left\",\"left\":0}")).problem().orElseThrow();
        assertThat(problem.title()).isEqualTo("Sold out");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.detail()).isEqualTo("none left");
        assertThat(problem.members().getInteger("left")).isZero();
        assertThat(failure(RawSidecar.json(409, "{\"title\":\"Sold out\"}")).problem()).isEmpty();
    }
}
