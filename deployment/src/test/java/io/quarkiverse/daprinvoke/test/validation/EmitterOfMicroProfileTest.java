package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The most likely slip: the import of the other Emitter.
 */
class EmitterOfMicroProfileTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("@DaprInvoke must annotate an io.quarkiverse.daprinvoke.Emitter or RequestEmitter, not a "
                    + "org.eclipse.microprofile.reactive.messaging.Emitter<java.lang.String>: "
                    + "io.quarkiverse.daprinvoke.test.validation.EmitterOfMicroProfileTest#emitter. Import "
                    + "io.quarkiverse.daprinvoke.Emitter; the Emitter of MicroProfile Reactive Messaging is for channels");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
