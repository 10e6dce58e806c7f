package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * For programmatic lookup, what is looked up must be an emitter.
 */
class WrongTypeOfInstanceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("@DaprInvoke must annotate an io.quarkiverse.daprinvoke.Emitter or RequestEmitter, not a "
                    + "java.lang.String: "
                    + "io.quarkiverse.daprinvoke.test.validation.WrongTypeOfInstanceTest#emitters. Inject one of "
                    + "these types, or remove the annotation");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Instance<String> emitters;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
