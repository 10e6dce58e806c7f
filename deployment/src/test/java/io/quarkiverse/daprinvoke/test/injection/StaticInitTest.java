package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A call before the application runs, when neither its configuration nor Vert.x is there.
 */
class StaticInitTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(TooEarly.class).assertException(failure -> assertThat(failure)
            .rootCause().hasMessageContaining("must not be accessed during STATIC_INIT"));

    @Test
    void failsTheStart() {
        fail("The application was started");
    }

    @ApplicationScoped
    static class TooEarly {

        void start(@Observes @Initialized(ApplicationScoped.class) Object container,
                @DaprInvoke(appId = "orders", methodName = "started") Emitter<String> emitter) {
            emitter.sendAndAwait("hello");
        }
    }
}
