package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class EmptyHttpVerbTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build("The httpVerb of @DaprInvoke must not be empty: "
            + "io.quarkiverse.daprinvoke.test.validation.EmptyHttpVerbTest#emitter. Name a verb, or leave "
            + "the member out for POST");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create", httpVerb = "")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
