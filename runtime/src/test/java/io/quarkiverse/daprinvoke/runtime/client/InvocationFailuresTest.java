package io.quarkiverse.daprinvoke.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.SidecarAddress;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.StreamResetException;

class InvocationFailuresTest {

    private static final InvocationTarget TARGET = new InvocationTarget("orders", "create", "POST");

    @Test
    void aFailureBeforeAResponseNamesSidecarTargetAndReason() {
        Throwable cause = new ConnectException("Connection refused");
        assertThat(failure(cause)).isExactlyInstanceOf(SidecarUnavailableException.class).hasCause(cause)
                .hasMessage("The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: "
                        + "Connection refused");
    }

    @Test
    void aReasonWithoutAMessageIsNamedByItsType() {
        assertThat(failure(new ClosedChannelException())).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: ClosedChannelException");
    }

    @Test
    void aResetNamesWhatLedToIt() {
        assertThat(failure(new StreamResetException(0, new IOException("Broken pipe")))).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: Broken pipe");
        assertThat(failure(new StreamResetException(0))).hasMessage(
                "The Dapr sidecar at http://127.0.0.1:3500 could not be reached for POST orders/create: Stream reset: 0");
    }

    @Test
    void aFullWaitQueuePointsToItsConfiguration() {
        assertThat(failure(new ConnectionPoolTooBusyException("busy"))).isExactlyInstanceOf(SidecarUnavailableException.class)
                .hasMessage(
                        "All connections to the Dapr sidecar at http://127.0.0.1:3500 are in use and the wait queue is full, "
                                + "so POST orders/create was not sent; see quarkus.dapr-invoke.pool-size and .max-wait-queue-size");
    }

    @Test
    void whatAnEarlierAttemptSentIsNotForgotten() {
        EarlierAttempts sent = new EarlierAttempts(10, true);
        for (Throwable cause : new Throwable[] { new ConnectException("refused"), new ConnectionPoolTooBusyException("busy"),
                new IllegalArgumentException("no HTTP") }) {
            assertThat(failure(cause, EarlierAttempts.NONE).mayHaveBeenSent()).isFalse();
            assertThat(failure(cause, sent).mayHaveBeenSent()).isTrue();
        }
        assertThat(InvocationFailures.ofStop(TARGET, null, false, EarlierAttempts.NONE).mayHaveBeenSent()).isFalse();
        assertThat(InvocationFailures.ofStop(TARGET, null, false, sent).mayHaveBeenSent()).isTrue();
    }

    private static DaprInvokeException failure(Throwable cause) {
        return failure(cause, EarlierAttempts.NONE);
    }

    private static DaprInvokeException failure(Throwable cause, EarlierAttempts earlier) {
        return InvocationFailures.ofClient(cause, null, TARGET, new SidecarAddress(false, "127.0.0.1", 3500, ""), false,
                earlier);
    }
}
