package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class InvalidHttpVerbTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The httpVerb [CONNECT] of @DaprInvoke is invalid, the HTTP verb must be GET, HEAD, POST, "
                    + "PUT, DELETE, OPTIONS, TRACE or PATCH: "
                    + "io.quarkiverse.daprinvoke.test.validation.InvalidHttpVerbTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", httpVerb = "CONNECT")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
