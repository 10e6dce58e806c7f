package io.quarkiverse.daprinvoke.test.config;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.DaprEnvironment;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class InvalidEndpointVariableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("DAPR_HTTP_ENDPOINT is not the address of a sidecar: it does not "
            + "start with http:// or https://")
            .withApplicationRoot((JavaArchive jar) -> DaprEnvironment.add(jar, "DAPR_HTTP_ENDPOINT=grpc://127.0.0.1:50001"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
