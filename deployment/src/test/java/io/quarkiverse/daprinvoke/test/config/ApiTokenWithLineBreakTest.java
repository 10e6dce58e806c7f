package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkiverse.daprinvoke.test.support.WholeLog;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The token itself is not repeated, neither in the message nor in the log at any level.
 */
class ApiTokenWithLineBreakTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = WholeLog.of(FailingApp
            .start("The Dapr API token cannot be sent: The value of the header dapr-api-token contains "
                    + "a character that is not allowed in a header, such as a line break"),
            log -> assertThat(log).anyMatch(entry -> entry.startsWith("TRACE "))
                    .allSatisfy(entry -> assertThat(entry).doesNotContain("secret")))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret\r\ndapr-app-id: x");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
