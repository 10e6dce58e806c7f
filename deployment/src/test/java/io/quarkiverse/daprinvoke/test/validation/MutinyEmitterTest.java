package io.quarkiverse.daprinvoke.test.validation;

import static org.junit.jupiter.api.Assertions.fail;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * The other emitter of applications with quarkus-messaging.
 */
class MutinyEmitterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp
            .build("@DaprInvoke must annotate an io.quarkiverse.daprinvoke.Emitter or RequestEmitter, not a "
                    + "io.smallrye.reactive.messaging.MutinyEmitter<java.lang.String>: "
                    + "io.quarkiverse.daprinvoke.test.validation.MutinyEmitterTest#emitter. Import "
                    + "io.quarkiverse.daprinvoke.Emitter; the Emitter of MicroProfile Reactive Messaging is for channels");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    MutinyEmitter<String> emitter;

    @Test
    void failsTheBuild() {
        fail("The application was built");
    }
}
