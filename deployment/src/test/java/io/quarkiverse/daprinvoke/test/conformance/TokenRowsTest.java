package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The API token, to a sidecar that asks for it as Dapr's does.
 */
class TokenRowsTest {

    private static final List<String> HEADERS = List.of("content-type: text/plain", "content-length: 1",
            "dapr-api-token: xyz");

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "xyz")
            .overrideRuntimeConfigKey("other", SharedSidecar.other().url());

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "a", methodName = "healthz")
    Emitter<String> health;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo", daprAddress = "${other}")
    Emitter<String> toOther;

    private static RawSidecar.Answer asking(String token) {
        return (request, out) -> (request.header("dapr-api-token").equals(List.of(token)) ? RawSidecar.ok("")
                : RawSidecar.reply(401, "text/plain", "invalid api token\n")).to(request, out);
    }

    @RowCases
    @CsvSource({ "63, the right token", "114, the token is sent, once" })
    void right(int row, String about) {
        StrictSidecar.get().answer(asking("xyz"));
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send("x")), "POST /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS,
                "x");
        StrictCalls.assertRequest(StrictCalls.sent(health.send("x")), "POST /v1.0/invoke/a/method/healthz HTTP/1.1", HEADERS,
                "x");
    }

    @RowCases
    @CsvSource("64, the wrong token is an error without a code and is not tried again")
    void wrong(int row, String about) {
        StrictSidecar.get().answer(asking("another"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.send("x"));
        assertThat(failure).hasMessage("POST a/foo was answered with status 401");
        assertThat(failure.statusCode()).isEqualTo(401);
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.errorMessage()).isNull();
        assertThat(failure.body().toString()).isEqualTo("invalid api token\n");
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), "POST /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS, "x");
    }

    @RowCases
    @CsvSource("114, the token is not sent to another server than the configured sidecar")
    void otherServer(int row, String about) {
        SharedSidecar.other().answer(RawSidecar.ok(""));
        Calls.item(toOther.send("x"));
        assertThat(SharedSidecar.other().next().headers()).containsExactlyInAnyOrder("content-type: text/plain",
                "content-length: 1", "host: 127.0.0.1:" + SharedSidecar.other().port());
    }
}
