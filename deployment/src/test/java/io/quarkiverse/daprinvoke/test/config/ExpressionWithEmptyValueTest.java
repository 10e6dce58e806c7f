package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class ExpressionWithEmptyValueTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "The app-id of @DaprInvoke at "
                    + "io.quarkiverse.daprinvoke.test.config.ExpressionWithEmptyValueTest#emitter "
                    + "is empty once its expressions are resolved");

    @Inject
    @DaprInvoke(appId = "${orders.app:}", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
