package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
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
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A filter with {@code @ForEmitters} sees the calls of these emitters only.
 */
class RestrictedFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("second.name", "two");

    @Inject
    @DaprInvoke(name = "one", appId = "shop", methodName = "one")
    Emitter<String> one;

    /** Its name is known only once the application starts. */
    @Inject
    @DaprInvoke(name = "${second.name}", appId = "shop", methodName = "two")
    Emitter<String> two;

    @Inject
    @DaprInvoke(name = "three", appId = "shop", methodName = "three")
    Emitter<String> three;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "unnamed")
    Emitter<String> unnamed;

    @ForEmitters({ "one", "two" })
    @ApplicationScoped
    static class OneAndTwo implements InvocationFilter {
        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-restricted", call.emitterName());
            return Uni.createFrom().voidItem();
        }
    }

    static class Producers {

        @Produces
        @Singleton
        @ForEmitters("three")
        InvocationFilter ofThree() {
            return new OneAndTwo();
        }
    }

    @Test
    void seesTheirCallsOnly() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        assertThat(Calls.sent(one.send("x")).header("x-restricted")).containsExactly("one");
        assertThat(Calls.sent(two.send("x")).header("x-restricted")).containsExactly("two");
        assertThat(Calls.sent(three.send("x")).header("x-restricted")).containsExactly("three");
        assertThat(Calls.sent(unnamed.send("x")).header("x-restricted")).isEmpty();
    }
}
