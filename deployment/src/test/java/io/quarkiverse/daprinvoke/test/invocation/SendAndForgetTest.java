package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A call that nobody waits for is made at once, and only the log shows its failure.
 */
class SendAndForgetTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.daprinvoke");

    final RawSidecar sidecar = SharedSidecar.get();
    final BlockingQueue<LogRecord> logged = new LinkedBlockingQueue<>();
    final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{unknown}")
    Emitter<String> unresolved;

    @BeforeEach
    void listen() {
        logged.clear();
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
    }

    private LogRecord nextLogged() throws InterruptedException {
        LogRecord entry = logged.poll(30, TimeUnit.SECONDS);
        assertThat(entry).isNotNull();
        assertThat(entry.getLevel().intValue()).isGreaterThanOrEqualTo(Level.SEVERE.intValue());
        assertThat(entry.getMessage()).isEqualTo("An invocation failed, and nobody waits for its outcome");
        return entry;
    }

    @Test
    void sendsAtOnceAndIsSilentAboutSuccess() {
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndForget("x");
        assertThat(sidecar.next().text()).isEqualTo("x");
        // On the same connection, and so after the answer to the first
        Calls.item(emitter.send("y"));
        assertThat(logged).isEmpty();
    }

    @Test
    void logsAFailureOnce() throws InterruptedException {
        sidecar.answer(RawSidecar.reply(500, "text/plain", "no"));
        emitter.sendAndForget("x");
        assertThat(nextLogged().getThrown()).isExactlyInstanceOf(InvocationStatusException.class)
                .hasMessage("POST shop/m was answered with status 500");
        Calls.failure(InvocationStatusException.class, emitter.send("y"));
        assertThat(logged).isEmpty();
    }

    @Test
    void logsAFailureBeforeSending() throws InterruptedException {
        unresolved.sendAndForget("x");
        // Apart from the failure, the application has a mistake
        assertThat(logged.poll(30, TimeUnit.SECONDS).getLevel().getName()).isEqualTo("WARN");
        assertThat(nextLogged().getThrown()).isExactlyInstanceOf(InvalidInvocationTargetException.class)
                .hasMessageStartingWith("The placeholder {unknown} has no value");
    }

    @Test
    void canBeCancelled() {
        sidecar.answer(RawSidecar.silence());
        Cancellable call = emitter.sendAndForget("x");
        int connection = sidecar.next().connection();
        call.cancel();
        sidecar.awaitClosed(connection);
        assertThat(logged).isEmpty();
    }
}
