package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class ExpressionWithoutValueTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "The method-name of @DaprInvoke at "
                    + "io.quarkiverse.daprinvoke.test.config.ExpressionWithoutValueTest#emitter is invalid: "
                    + "the property orders.method is not set")
            .overrideRuntimeConfigKey("orders.app", "orders");

    @Inject
    @DaprInvoke(appId = "${orders.app}", methodName = "v1/${orders.method}")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
