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
 * One problem is said without a list, and with every injection point.
 */
class NamedEmitterWithoutMethodNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "The emitter 'payload', injected at io.quarkiverse.daprinvoke.test.config.NamedEmitterWithoutMethodNameTest#first, "
                    + "io.quarkiverse.daprinvoke.test.config.NamedEmitterWithoutMethodNameTest#second, has no method-name: "
                    + "set quarkus.dapr-invoke.emitter.\"payload\".method-name");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders")
    Emitter<String> first;

    @Inject
    @DaprInvoke(name = "payload", appId = "orders")
    Emitter<String> second;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
