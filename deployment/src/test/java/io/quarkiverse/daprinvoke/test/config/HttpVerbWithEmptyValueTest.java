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
 * An empty verb is an error, and not the default of the annotation.
 */
class HttpVerbWithEmptyValueTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("Found 2 problems with emitters:\n"
            + "The emitter 'payload', injected at "
            + "io.quarkiverse.daprinvoke.test.config.HttpVerbWithEmptyValueTest#named, has no http-verb: "
            + "set quarkus.dapr-invoke.emitter.\"payload\".http-verb\n"
            + "The http-verb of @DaprInvoke at "
            + "io.quarkiverse.daprinvoke.test.config.HttpVerbWithEmptyValueTest#unnamed "
            + "is empty once its expressions are resolved");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create", httpVerb = "${no.verb:}")
    Emitter<String> named;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", httpVerb = "${no.verb:}")
    Emitter<String> unnamed;

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
