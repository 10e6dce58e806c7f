package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.LastCalls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Calls under way when the application stops, which end in time.
 */
class GracePeriodTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Goodbye.class)
            .setAfterUndeployListener(GracePeriodTest::assertCallsHaveEnded);

    @ApplicationScoped
    public static class Goodbye {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "goodbye")
        RequestEmitter<String, String> emitter;

        void leave(@Observes ShutdownEvent event) {
            Calls.startLast("grace.goodbye", emitter.request("bye"));
            LastCalls.ended("grace.stopping", "yes");
        }
    }

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Test
    void haveTheirTime() {
        // Dev and test mode do not wait
        LaunchMode.set(LaunchMode.NORMAL);
        SharedSidecar.get().answer((request, out) -> {
            // Not before the application has begun to stop
            LastCalls.await("grace.stopping");
            return RawSidecar.ok("answered").to(request, out);
        });
        Calls.startLast("grace.call", emitter.request("x"));
        assertThat(SharedSidecar.get().next().text()).isEqualTo("x");
    }

    private static void assertCallsHaveEnded() {
        assertThat(LastCalls.outcome("grace.call")).isEqualTo("answered");
        assertThat(LastCalls.outcome("grace.goodbye")).isEqualTo("answered");
    }
}
