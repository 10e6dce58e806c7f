package io.quarkiverse.daprinvoke.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiConsumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Observers that throw are logged once for each call; neither the call nor other observers notice.
 */
class ThrowingObserverTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Notes.class, ThrowsAtOnce.class, ThrowsAlways.class)
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> {
                // One call, two observers
                assertThat(records).singleElement().satisfies(record -> {
                    assertThat(record.getParameters()).singleElement().asString().contains("ThrowingObserverTest$Throws");
                    assertThat(record.getMessage()).isEqualTo("The call observer %s failed. The call itself continues");
                    assertThat(record.getThrown()).isInstanceOf(LinkageError.class);
                });
            });

    @Singleton
    static class ThrowsAtOnce implements CallObserver {
        @Override
        public CallObservation begin(ObservedEmitter emitter) {
            throw new LinkageError();
        }
    }

    @Singleton
    static class ThrowsAlways implements CallObserver, CallObservation {
        @Override
        public CallObservation begin(ObservedEmitter emitter) {
            return this;
        }

        @Override
        public void target(ResolvedTarget target) {
            throw new LinkageError();
        }

        @Override
        public void headers(BiConsumer<String, String> headers) {
            headers.accept("x-before", "1");
            throw new LinkageError();
        }

        @Override
        public void attempt() {
            throw new LinkageError();
        }

        @Override
        public void connected() {
            throw new LinkageError();
        }

        @Override
        public void status(int status) {
            throw new LinkageError();
        }

        @Override
        public void completed() {
            throw new LinkageError();
        }

        @Override
        public void failed(Throwable failure) {
            throw new LinkageError();
        }

        @Override
        public void cancelled() {
            throw new LinkageError();
        }
    }

    @Inject
    Notes notes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Test
    void theCallGoesOn() throws Exception {
        SharedSidecar.get().answer(RawSidecar.ok("reply"));
        assertThat(Calls.item(emitter.request("x"))).isEqualTo("reply");
        assertThat(SharedSidecar.get().next().header("x-before")).containsExactly("1");
        assertThat(notes.take(7)).endsWith("target POST shop/m", "headers", "attempt", "connected", "status 200",
                "completed");
    }
}
