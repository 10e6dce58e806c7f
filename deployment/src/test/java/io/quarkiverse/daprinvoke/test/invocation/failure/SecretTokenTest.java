package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.WholeLog;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Neither a failure nor the log at any level contains the API token or data of the call.
 */
class SecretTokenTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = WholeLog.of(EmitterTest.app(WholeLog.class), SecretTokenTest::assertNoSecret)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-token")
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.nobody.dapr-address", "${nobody}");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Object, Integer> emitter;

    @Inject
    @DaprInvoke(name = "nobody", appId = "shop", methodName = "m")
    RequestEmitter<Object, Integer> toNobody;

    final InvokeMethodParameters<Object> parameters = InvokeMethodParameters.<Object> of("secret-body")
            .header("authorization", "secret-header").query("key", "secret-query").timeout(Duration.ofSeconds(20));

    private static void assertNoSecret(Throwable failure) {
        assertThat(failure).isInstanceOf(DaprInvokeException.class);
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).contains(failure.getMessage()).doesNotContain("secret");
        assertThat(failure.toString()).doesNotContain("secret");
    }

    private static void assertNoSecret(List<String> log) {
        assertThat(log).anyMatch(entry -> entry.startsWith("TRACE "))
                .anyMatch(entry -> entry.startsWith("INFO io.quarkus ") && entry.contains(" started in "))
                .anyMatch(entry -> entry.startsWith("INFO io.quarkus ") && entry.contains(" stopped in "))
                .anyMatch(
                        entry -> entry.startsWith("ERROR io.quarkiverse.daprinvoke An invocation failed, and nobody waits for "
                                + "its outcome"))
                .allSatisfy(entry -> assertThat(entry).doesNotContain("secret"));
    }

    @Test
    void isNotInTheLogOfACallThatSucceeds() {
        sidecar.answer(RawSidecar.json(200, "1"));
        assertThat(Calls.item(emitter.request(parameters))).isEqualTo(1);
        assertThat(sidecar.next().header("dapr-api-token")).containsExactly("secret-token");
    }

    @Test
    void isNotInTheLogOfAFailureThatNobodyWaitsFor() {
        sidecar.answer(RawSidecar.reply(401, "text/plain", "no"));
        emitter.sendAndForget("secret-body");
        assertThat(sidecar.next().header("dapr-api-token")).containsExactly("secret-token");
    }

    @ParameterizedTest
    @ValueSource(strings = { "HTTP/1.1 401 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 500 X\r\nContent-Length: 10\r\n\r\nten",
            "HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: 3\r\n\r\nten",
            "HTTP/1.1 200 X\r\nContent-Length: 10\r\n\r\nten",
            "no HTTP\r\n\r\n", "" })
    void isNotInAFailureOfTheExchange(String response) {
        sidecar.answer((request, out) -> {
            RawSidecar.raw(response).to(request, out);
            return false;
        });
        assertNoSecret(catchThrowable(() -> Calls.item(emitter.request(parameters))));
        assertThat(sidecar.next().header("dapr-api-token")).containsExactly("secret-token");
    }

    @Test
    void isNotInATimeout() {
        sidecar.answer(RawSidecar.silence());
        assertNoSecret(catchThrowable(() -> Calls.item(emitter.request(parameters.timeout(Duration.ofSeconds(2))))));
        assertThat(sidecar.next().header("dapr-api-token")).containsExactly("secret-token");
    }

    @Test
    void isNotInAFailureToConnect() {
        assertNoSecret(catchThrowable(() -> Calls.item(toNobody.request(parameters))));
    }

    @Test
    void isNotInAFailureBeforeSending() {
        assertNoSecret(catchThrowable(() -> Calls.item(emitter.request(parameters.appId("secret/app")))));
        assertNoSecret(catchThrowable(() -> Calls.item(emitter.request(parameters.query("a", "secret\uD83D")))));
        assertNoSecret(catchThrowable(
                () -> Calls.item(emitter.request(parameters.methodName("{a}").binding("a", "../secret")))));
    }

    @Test
    void isNotInTheTextOfTheParameters() {
        assertThat(parameters.toString()).contains("authorization", "key").doesNotContain("secret");
    }
}
