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

/**
 * The original falls back to 3500; the mistake would then show with the first call only.
 */
class InvalidPortVariableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("DAPR_HTTP_PORT is not a port number: [abc]")
            .withApplicationRoot((JavaArchive jar) -> DaprEnvironment.add(jar, "DAPR_HTTP_PORT=abc"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
