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
 * The sidecar would read an app ID from such credentials; they are not repeated.
 */
class EndpointVariableWithUserInformationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("DAPR_HTTP_ENDPOINT is not the address of a sidecar: it must not contain user information")
            .withApplicationRoot(
                    (JavaArchive jar) -> DaprEnvironment.add(jar,
                            "DAPR_HTTP_ENDPOINT=http://dapr-app-id:secret@127.0.0.1:3500"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
