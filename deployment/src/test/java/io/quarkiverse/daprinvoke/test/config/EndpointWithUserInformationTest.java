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
 * User information would become credentials; they are not repeated.
 */
class EndpointWithUserInformationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("quarkus.dapr-invoke.endpoint is not the address of a sidecar: "
            + "it must not contain user information")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "http://user:secret@127.0.0.1:3500");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
