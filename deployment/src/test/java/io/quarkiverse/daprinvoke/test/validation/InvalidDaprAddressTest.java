package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An address may hold credentials and is not repeated.
 */
class InvalidDaprAddressTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The daprAddress of @DaprInvoke is invalid, it must not contain user information: "
                    + "io.quarkiverse.daprinvoke.test.validation.InvalidDaprAddressTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", daprAddress = "http://user:secret@localhost:3500")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
