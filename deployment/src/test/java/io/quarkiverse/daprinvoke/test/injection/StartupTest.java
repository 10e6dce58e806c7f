package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Emitters are ready when the application starts; a parameter of an observer is an injection point.
 */
class StartupTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Greeter.class)
            .setBeforeAllCustomizer(() -> SharedSidecar.get().answer(RawSidecar.ok("")));

    @Test
    void aCallWhileTheApplicationStarts() {
        RawSidecar.Request request = SharedSidecar.get().next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/started HTTP/1.1");
        assertThat(request.text()).isEqualTo("hello");
    }

    @ApplicationScoped
    static class Greeter {

        void start(@Observes StartupEvent started,
                @DaprInvoke(appId = "orders", methodName = "started") Emitter<String> emitter) {
            emitter.sendAndAwait("hello");
        }
    }
}
