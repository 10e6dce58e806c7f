package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class MalformedPlaceholderOfMethodNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The methodName [{id:[0-9]+}] of @DaprInvoke is invalid, a placeholder is malformed: between "
                    + "'{' and '}' there must be a name of letters, digits, '_', '-' and '.', without a regular expression: "
                    + "io.quarkiverse.daprinvoke.test.validation.MalformedPlaceholderOfMethodNameTest#emitter. "
                    + "Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "{id:[0-9]+}")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
