package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.LastCalls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Calls that wait for their filter when the application stops: they have its grace period, and fail at its end.
 */
class FilterAtShutdownTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.shutdown-timeout", "3s")
            .setAfterUndeployListener(FilterAtShutdownTest::assertCallsHaveEnded);

    /** Begins to end when the application stops, or does not end. */
    @Singleton
    static class Slow implements InvocationFilter {

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            return call.parameters().body().equals("patient")
                    ? Uni.createFrom().emitter(emitter -> new Thread(() -> {
                        LastCalls.await("filter.stopping");
                        emitter.complete(null);
                    }).start())
                    : Uni.createFrom().nothing();
        }

        void stop(@Observes ShutdownEvent event) {
            LastCalls.ended("filter.stopping", "yes");
        }
    }

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Test
    void callsHaveTheGracePeriod() {
        // Dev and test mode do not wait
        LaunchMode.set(LaunchMode.NORMAL);
        SharedSidecar.get().answer(RawSidecar.ok("answered"));
        Calls.startLast("filter.patient", emitter.request("patient"));
        Calls.startLast("filter.hung", emitter.request("hung"));
    }

    private static void assertCallsHaveEnded() {
        assertThat(LastCalls.outcome("filter.patient")).isEqualTo("answered");
        assertThat(LastCalls.outcome("filter.hung"))
                .isEqualTo("SidecarUnavailableException, not sent: The application is stopping, so POST shop/m was not sent");
        assertThat(SharedSidecar.get().next().text()).isEqualTo("patient");
        assertThat(SharedSidecar.get().pending()).isZero();
    }
}
