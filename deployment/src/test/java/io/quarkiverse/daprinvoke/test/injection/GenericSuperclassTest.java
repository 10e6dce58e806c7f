package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.json.JsonObject;

/**
 * A type variable of a superclass is concrete in the bean that extends it.
 */
class GenericSuperclassTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Sender.class, TextSender.class, JsonSender.class);

    @Inject
    TextSender text;

    @Inject
    JsonSender json;

    @Test
    void eachSubclassSendsItsOwnType() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        text.send("hello");
        assertThat(sidecar.next().header("content-type")).containsExactly("text/plain");
        json.send(new JsonObject().put("id", 1));
        assertThat(sidecar.next().header("content-type")).containsExactly("application/json");
    }

    abstract static class Sender<T> {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<T> emitter;

        void send(T payload) {
            emitter.sendAndAwait(payload);
        }
    }

    @ApplicationScoped
    static class TextSender extends Sender<String> {
    }

    @ApplicationScoped
    static class JsonSender extends Sender<JsonObject> {
    }
}
