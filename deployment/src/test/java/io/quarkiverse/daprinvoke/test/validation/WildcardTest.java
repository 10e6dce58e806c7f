package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class WildcardTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The type arguments of an injected emitter must be concrete types, because its JSON is "
                    + "prepared for them: io.quarkiverse.daprinvoke.test.validation.WildcardTest#emitter is "
                    + "io.quarkiverse.daprinvoke.Emitter<? extends java.lang.Number>. Write for example "
                    + "Emitter<Order>, or Emitter<Object> to send payloads of any type");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<? extends Number> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
