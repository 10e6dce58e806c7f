package io.quarkiverse.daprinvoke.test.filter;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application whose {@code quarkus-oidc-client} is switched off is built, and an emitter that needs it is what is wrong.
 */
class SwitchedOffOidcClientTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("quarkus.dapr-invoke.emitter.\"payload\".oidc-client requires "
            + "quarkus-oidc-client, which is disabled: set quarkus.oidc-client.enabled=true, or remove the property")
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-oidc-client", Version.getVersion())))
            .overrideConfigKey("quarkus.oidc-client.enabled", "false")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.\"payload\".oidc-client", "partner");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> payload;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
