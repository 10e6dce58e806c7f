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
 * The query behind a method name.
 */
class InvalidQueryTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The methodName [create?notify={notify}] of @DaprInvoke is invalid, the query of a method "
                    + "name must not contain placeholders; add such parameters to the call with query(name, value): "
                    + "io.quarkiverse.daprinvoke.test.validation.InvalidQueryTest#emitter. Correct it");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create?notify={notify}")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
