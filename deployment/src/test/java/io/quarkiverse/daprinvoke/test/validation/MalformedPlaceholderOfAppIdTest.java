package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class MalformedPlaceholderOfAppIdTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The appId [{app] of @DaprInvoke is invalid, a placeholder is malformed: a '{' has no '}' "
                    + "after it: io.quarkiverse.daprinvoke.test.validation.MalformedPlaceholderOfAppIdTest#emitter. "
                    + "Correct it");

    @Inject
    @DaprInvoke(appId = "{app", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
