package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class EndpointWithQueryTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("quarkus.dapr-invoke.endpoint is not the address of a sidecar: "
            + "it must not contain a query or a fragment")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:3500?x=1");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
