package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Calls under way when the application stops, which do not end in time.
 */
class GracePeriodOverTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Late.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.shutdown-timeout", "300ms")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "2")
            .setAfterUndeployListener(GracePeriodOverTest::assertCallsHaveFailed);

    @ApplicationScoped
    public static class Late {

        @Inject
        @DaprInvoke(appId = "shop", methodName = "late")
        RequestEmitter<String, String> emitter;

        void exist() {
        }

        @PreDestroy
        void callOnceMore() {
            Calls.startLast("over.late", emitter.request("x"));
        }
    }

    /** Hears what is logged when nobody asserts logs any more. */
    static class LastWords extends Handler {
        @Override
        public void publish(LogRecord record) {
            // Not the warning of the calls of HTTP requests, which this application has none of
            if (record.getMessage().contains("in-flight calls fail")) {
                LastCalls.ended("over.log", record.getLevel() + " " + record.getMessage());
            }
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }

    @Inject
    Late late;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "stream")
    RequestEmitter<String, Multi<Buffer>> stream;

    @Test
    void failClearly() {
        // Dev and test mode do not wait
        LaunchMode.set(LaunchMode.NORMAL);
        RawSidecar sidecar = SharedSidecar.get();
        Logger.getLogger("io.quarkiverse.daprinvoke").addHandler(new LastWords());
        late.exist();
        sidecar.answer((request, out) -> {
            if (request.requestLine().contains("stream")) {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbegin".getBytes());
                out.flush();
            }
            return true;
        });
        Calls.startLast("over.stream", stream.request("x").toMulti().flatMap(chunks -> chunks)
                .onItem().invoke(chunk -> LastCalls.ended("over.begun", "yes")).collect().last());
        LastCalls.await("over.begun");
        sidecar.next();
        Calls.startLast("over.unanswered", emitter.request("x"));
        sidecar.next();
        Calls.startLast("over.waiting", emitter.request("x"));
    }

    private static void assertCallsHaveFailed() {
        assertThat(LastCalls.outcome("over.unanswered")).isEqualTo("SidecarUnavailableException, maybe sent: The application "
                + "stopped before POST shop/m was completed; see quarkus.dapr-invoke.shutdown-timeout");
        assertThat(LastCalls.outcome("over.waiting")).isEqualTo("SidecarUnavailableException, not sent: The application is "
                + "stopping, so POST shop/m was not sent");
        assertThat(LastCalls.outcome("over.late")).isEqualTo("SidecarUnavailableException, not sent: The application is "
                + "stopping, so POST shop/late was not sent");
        assertThat(LastCalls.outcome("over.stream")).isEqualTo("IncompleteResponseException, maybe sent: The response to "
                + "POST shop/stream (status 200) was cut short, because the application is stopping");
        assertThat(SharedSidecar.get().pending()).isZero();
        assertThat(LastCalls.outcome("over.log")).isEqualTo("WARN The application stops and 3 in-flight calls fail, because "
                + "they did not complete within quarkus.dapr-invoke.shutdown-timeout");
    }
}
