package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Filters run one after the other, the smallest priority first, and each sees what those before it have set.
 */
class FilterOrderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(FilterOrderTest.Appending.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.keyed.idempotency-key", "true");

    @Inject
    @DaprInvoke(name = "keyed", appId = "shop", methodName = "m")
    Emitter<String> emitter;

    abstract static class Appending implements InvocationFilter {

        private final String name;

        Appending(String name) {
            this.name = name;
        }

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            String before = call.header("x-filters");
            String entry = name + (call.header("idempotency-key") == null ? "" : " with key");
            call.header("x-filters", before == null ? entry : before + ", " + entry);
            // The next one starts when this one has ended
            return Uni.createFrom().voidItem().emitOn(task -> new Thread(task).start());
        }
    }

    @Priority(9000)
    @ApplicationScoped
    static class Last extends Appending {
        Last() {
            super("9000");
        }
    }

    @Singleton
    static class WithoutPriority extends Appending {
        WithoutPriority() {
            super("none");
        }
    }

    @Priority(4999)
    @Dependent
    static class Early extends Appending {
        Early() {
            super("4999");
        }
    }

    @Priority(-1)
    @ApplicationScoped
    static class First extends Appending {
        First() {
            super("-1");
        }
    }

    static class Producer {

        @Produces
        @Priority(5001)
        @Singleton
        InvocationFilter produced() {
            return new Appending("5001 produced") {
            };
        }
    }

    @Test
    void isThatOfTheirPriorities() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        assertThat(Calls.sent(emitter.send("x")).header("x-filters"))
                .containsExactly("-1, 4999 with key, none with key, 5001 produced with key, 9000 with key");
    }
}
