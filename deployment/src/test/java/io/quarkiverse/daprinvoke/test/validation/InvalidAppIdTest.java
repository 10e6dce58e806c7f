package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class InvalidAppIdTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The appId [orders/x] of @DaprInvoke is invalid, an app ID must be a name, optionally "
                    + "followed by a dot and a namespace, without white space, control characters or any of / \\ ? "
                    + "# % +: io.quarkiverse.daprinvoke.test.validation.InvalidAppIdTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders/x", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
