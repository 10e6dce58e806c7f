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
 * A type variable that no subclass makes concrete.
 */
class TypeVariableTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.build(
            "The type arguments of an injected emitter must be concrete types, because its JSON is "
                    + "prepared for them: io.quarkiverse.daprinvoke.test.validation.TypeVariableTest$Sender#emitter "
                    + "is io.quarkiverse.daprinvoke.Emitter<T>. Write for example Emitter<Order>, or "
                    + "Emitter<Object> to send payloads of any type",
            Sender.class);

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }

    @Dependent
    @Unremovable
    static class Sender<T> {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<T> emitter;
    }
}
