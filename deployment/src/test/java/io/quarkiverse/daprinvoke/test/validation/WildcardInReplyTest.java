package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Kotlin compiles {@code MutableList<out Number>} to this. It does not create a wildcard for a {@code List<Number>} in an
 * emitter.
 */
class WildcardInReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The type arguments of an injected emitter must be concrete types, because its JSON is "
                    + "prepared for them: io.quarkiverse.daprinvoke.test.validation.WildcardInReplyTest#emitter is "
                    + "io.quarkiverse.daprinvoke.RequestEmitter<java.lang.String, java.util.List<? extends java.lang.Number>>. "
                    + "Write for example Emitter<Order>, or Emitter<Object> to send payloads of any type");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<String, List<? extends Number>> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
