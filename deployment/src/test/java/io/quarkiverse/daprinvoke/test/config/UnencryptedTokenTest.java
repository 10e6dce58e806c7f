package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Invoker;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.WholeLog;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An API token that would leave the host unencrypted is warned of once, however many emitters and calls there are.
 */
class UnencryptedTokenTest {

    // An address of documentation, where nobody listens
    private static final String ELSEWHERE = "http://192.0.2.1:3500";

    @RegisterExtension
    static final QuarkusUnitTest APP = WholeLog.of(EmitterTest.app(WholeLog.class), UnencryptedTokenTest::assertOneWarning)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", ELSEWHERE + "/dapr")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret-token")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.dapr-address", ELSEWHERE);

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> create;

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "cancel")
    RequestEmitter<String, String> sameOrigin;

    private static void assertOneWarning(List<String> log) {
        assertThat(log).filteredOn(entry -> entry.contains("unencrypted")).containsExactly(
                "WARN io.quarkiverse.daprinvoke The Dapr API token is sent unencrypted to http://192.0.2.1:3500/dapr, which is "
                        + "not this host: use an https endpoint, or a sidecar on the same host as the application, such as "
                        + "http://127.0.0.1:3500");
        assertThat(log).allSatisfy(entry -> assertThat(entry).doesNotContain("secret"));
    }

    @Test
    void isWarnedOfOnce() {
        for (Invoker<String, ?> emitter : List.<Invoker<String, ?>> of(create, sameOrigin, create)) {
            // It fails: at once if the network has no route to the address, else after the timeout
            assertThatThrownBy(() -> Calls.item(emitter.send(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(1)))))
                    .isInstanceOf(DaprInvokeException.class);
        }
    }
}
