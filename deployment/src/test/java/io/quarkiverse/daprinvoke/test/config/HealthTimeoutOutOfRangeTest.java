package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class HealthTimeoutOutOfRangeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("quarkus.dapr-invoke.health.timeout must be between one millisecond and 365 days")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.health.timeout", "0s");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
