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
 * A name whose configuration does not lead to a target.
 */
class NamedEmitterWithoutTargetTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start(
            "Found 3 problems with emitters:\n"
                    + "The emitter 'payload', injected at "
                    + "io.quarkiverse.daprinvoke.test.config.NamedEmitterWithoutTargetTest#payload, has no app-id: "
                    + "set quarkus.dapr-invoke.emitter.\"payload\".app-id\n"
                    + "The emitter 'payload', injected at "
                    + "io.quarkiverse.daprinvoke.test.config.NamedEmitterWithoutTargetTest#payload, has no method-name: "
                    + "set quarkus.dapr-invoke.emitter.\"payload\".method-name\n"
                    + "The emitter 'receipts', injected at "
                    + "io.quarkiverse.daprinvoke.test.config.NamedEmitterWithoutTargetTest#receipts, has no method-name: "
                    + "set quarkus.dapr-invoke.emitter.\"receipts\".method-name")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.receipts.app-id", "shop");

    @Inject
    @DaprInvoke(name = "payload")
    Emitter<String> payload;

    @Inject
    @DaprInvoke(name = "receipts")
    Emitter<String> receipts;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
