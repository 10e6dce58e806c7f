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
 * Names that are equal after their expressions are resolved must have one declaration, too.
 */
class ResolvedNameDeclaredDifferentlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("Found 2 problems with emitters:\n"
            + differently("#second") + "\n" + differently("#third"))
            .overrideRuntimeConfigKey("name.of.one", "payload")
            .overrideRuntimeConfigKey("name.of.another", "payload");

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> first;

    @Inject
    @DaprInvoke(name = "${name.of.one}", appId = "orders", methodName = "cancel")
    Emitter<String> second;

    @Inject
    @DaprInvoke(name = "${name.of.another}", appId = "orders", methodName = "create", httpVerb = "PUT")
    Emitter<String> third;

    private static String differently(String field) {
        String test = "io.quarkiverse.daprinvoke.test.config.ResolvedNameDeclaredDifferentlyTest";
        return "The emitter name 'payload' must have one declaration, but is declared differently at " + test
                + "#first and at " + test + field;
    }

    @Test
    void failsTheStart() {
        fail("The application was started");
    }
}
