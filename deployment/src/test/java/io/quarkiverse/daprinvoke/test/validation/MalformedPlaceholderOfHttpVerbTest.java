package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class MalformedPlaceholderOfHttpVerbTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The httpVerb [verb}] of @DaprInvoke is invalid, a placeholder is malformed: a '}' has no '{' "
                    + "before it: "
                    + "io.quarkiverse.daprinvoke.test.validation.MalformedPlaceholderOfHttpVerbTest#emitter. "
                    + "Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", httpVerb = "verb}")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
