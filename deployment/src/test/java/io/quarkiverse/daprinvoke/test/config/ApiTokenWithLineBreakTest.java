package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The token itself is not repeated.
 */
class ApiTokenWithLineBreakTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("The Dapr API token cannot be sent: The value of the header dapr-api-token holds "
                    + "a character that may not stand in a header, such as a line break")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "secret\r\ndapr-app-id: x");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
