package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

class RawRequestEmitterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("The type arguments of an injected emitter must be concrete types, because its JSON is "
                    + "prepared for them: io.quarkiverse.daprinvoke.test.validation.RawRequestEmitterTest#emitter "
                    + "is io.quarkiverse.daprinvoke.RequestEmitter. Write for example Emitter<Order>, or "
                    + "Emitter<Object> to send payloads of any type");

    @SuppressWarnings("rawtypes")
    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
