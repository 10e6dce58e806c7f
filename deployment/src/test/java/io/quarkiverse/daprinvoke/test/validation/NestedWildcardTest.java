package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class NestedWildcardTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The type arguments of an injected emitter must be concrete types, because its JSON is "
                    + "prepared for them: io.quarkiverse.daprinvoke.test.validation.NestedWildcardTest#emitter is "
                    + "io.quarkiverse.daprinvoke.Emitter<java.util.List<? super java.lang.Integer>>. Write for "
                    + "example Emitter<Order>, or Emitter<Object> to send payloads of any type");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<List<? super Integer>> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
