package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class InvalidMethodNameTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The methodName [a/../create] of @DaprInvoke is invalid, a method name must be a path "
                    + "without empty or dot segments, control characters or any of \\ # %: "
                    + "io.quarkiverse.daprinvoke.test.validation.InvalidMethodNameTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "a/../create")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
