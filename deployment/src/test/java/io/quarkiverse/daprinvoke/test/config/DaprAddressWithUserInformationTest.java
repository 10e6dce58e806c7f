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
 * User information in the address of one emitter, from its configuration and from an expression in its annotation; it is not
 * repeated.
 */
class DaprAddressWithUserInformationTest {

    private static final String CLASS = DaprAddressWithUserInformationTest.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .start("""
                    Found 2 problems with emitters:
                    The dapr-address of @DaprInvoke at %s#annotated is invalid: it must not contain user information
                    The dapr-address of quarkus.dapr-invoke.emitter."payload".dapr-address is invalid: it must not contain user information"""
                    .formatted(CLASS))
            .overrideRuntimeConfigKey("sidecar", "http://dapr-app-id:secret@127.0.0.1:3500")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.payload.dapr-address", "https://secret@127.0.0.1:3500/x");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", daprAddress = "${sidecar}")
    Emitter<String> annotated;

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> configured;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
