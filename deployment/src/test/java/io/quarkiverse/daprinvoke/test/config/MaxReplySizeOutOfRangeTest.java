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
 * More than even the number that holds it could take.
 */
class MaxReplySizeOutOfRangeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("quarkus.dapr-invoke.max-response-size must be at least 1 and less than 2 GiB")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-response-size", "9999999999G");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
