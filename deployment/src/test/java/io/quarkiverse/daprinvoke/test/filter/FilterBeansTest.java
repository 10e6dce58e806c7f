package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.DefaultBean;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Every bean that is a filter runs. Only an alternative that is of the class of another filter takes its place.
 */
class FilterBeansTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Marking.class);

    @Inject
    @DaprInvoke(name = "one", appId = "shop", methodName = "m")
    Emitter<String> emitter;

    abstract static class Marking implements InvocationFilter {

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-" + getClass().getSimpleName().replace("_ClientProxy", "").replace("_Subclass", ""), "1");
            return Uni.createFrom().voidItem();
        }
    }

    @ApplicationScoped
    static class Plain extends Marking {
    }

    @Alternative
    @Priority(1)
    @Singleton
    static class Chosen extends Marking {
    }

    @DefaultBean
    @Singleton
    static class Fallback extends Marking {
    }

    @Named("qualified")
    @Dependent
    static class Qualified extends Marking {
    }

    @Typed(InvocationFilter.class)
    @Singleton
    static class Typeless extends Marking {
    }

    @ForEmitters("one")
    static class WithoutScope extends Marking {
    }

    @Singleton
    static class Replaced extends Marking {
    }

    @Alternative
    @Priority(2)
    @Singleton
    static class Replacing extends Replaced {
    }

    /** Its scope is that of its one user, which is the application. */
    @Dependent
    static class Counting extends Marking {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-count", String.valueOf(calls.incrementAndGet()));
            return super.filter(call);
        }
    }

    static class Signer extends Marking {
    }

    static class Producers {

        @Produces
        @Singleton
        Signer signer() {
            return new Signer();
        }

        @Produces
        @Dependent
        InvocationFilter produced() {
            return new Marking() {
                @Override
                public Uni<Void> filter(OutgoingInvocation call) {
                    call.header("x-produced", "1");
                    return Uni.createFrom().voidItem();
                }
            };
        }
    }

    @Test
    void allRun() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        RawSidecar.Request first = Calls.sent(emitter.send("x"));
        assertThat(first.headers().stream().map(String::toLowerCase).filter(header -> header.endsWith(": 1"))
                .filter(header -> header.startsWith("x-")).sorted()).containsExactly("x-chosen: 1", "x-count: 1",
                        "x-counting: 1", "x-fallback: 1", "x-plain: 1", "x-produced: 1", "x-qualified: 1",
                        "x-replacing: 1", "x-signer: 1", "x-typeless: 1", "x-withoutscope: 1");
        assertThat(Calls.sent(emitter.send("x")).header("x-count")).containsExactly("2");
    }
}
