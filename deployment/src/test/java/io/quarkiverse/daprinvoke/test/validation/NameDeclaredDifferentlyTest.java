package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.arc.Unremovable;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A name must have one declaration, at all injection points.
 */
class NameDeclaredDifferentlyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build(
            "The emitter name 'payload' must have one declaration, but is declared differently at "
                    + "io.quarkiverse.daprinvoke.test.validation.NameDeclaredDifferentlyTest#emitter and at "
                    + "io.quarkiverse.daprinvoke.test.validation.NameDeclaredDifferentlyTest$Sender#emitter. Write "
                    + "the same members at both, or give one of them another name",
            Sender.class);

    @Inject
    @DaprInvoke(name = "payload", appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }

    @Dependent
    @Unremovable
    static class Sender {

        @Inject
        @DaprInvoke(name = "payload", appId = "orders", methodName = "cancel")
        Emitter<String> emitter;
    }
}
