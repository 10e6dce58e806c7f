package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Provider;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Every kind of injection point leads to a working emitter.
 */
class InjectionPointsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Sender.class, Message.class, Producer.class);

    @Inject
    Sender sender;

    @Inject
    Message produced;

    @Test
    void injectsIntoFields() {
        assertInvokes(sender.field, "field");
    }

    @Test
    void injectsIntoConstructors() {
        assertInvokes(sender.ofConstructor, "constructor");
    }

    @Test
    void injectsIntoInitializers() {
        assertInvokes(sender.ofInitializer, "initializer");
    }

    @Test
    void injectsIntoProducers() {
        assertInvokes(produced.emitter(), "producer");
    }

    @Test
    void isLookedUpThroughInstance() {
        assertThat(sender.instance.isResolvable()).isTrue();
        assertInvokes(sender.instance.get(), "instance");
    }

    @Test
    void isLookedUpThroughProvider() {
        assertInvokes(sender.provider.get(), "provider");
    }

    private static void assertInvokes(Emitter<String> emitter, String method) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/" + method + " HTTP/1.1");
        assertThat(request.text()).isEqualTo("hello");
    }

    @Dependent
    static class Sender {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "field")
        Emitter<String> field;

        @Inject
        @DaprInvoke(appId = "orders", methodName = "instance")
        Instance<Emitter<String>> instance;

        @Inject
        @DaprInvoke(appId = "orders", methodName = "provider")
        Provider<Emitter<String>> provider;

        final Emitter<String> ofConstructor;
        Emitter<String> ofInitializer;

        Sender(@DaprInvoke(appId = "orders", methodName = "constructor") Emitter<String> emitter) {
            ofConstructor = emitter;
        }

        @Inject
        void initialize(@DaprInvoke(appId = "orders", methodName = "initializer") Emitter<String> emitter) {
            ofInitializer = emitter;
        }
    }

    record Message(Emitter<String> emitter) {
    }

    @ApplicationScoped
    static class Producer {

        @Produces
        @Dependent
        Message produce(@DaprInvoke(appId = "orders", methodName = "producer") Emitter<String> emitter) {
            return new Message(emitter);
        }
    }
}
