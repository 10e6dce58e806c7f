package io.quarkiverse.daprinvoke.runtime.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.SidecarAddress;
import io.vertx.core.http.ConnectionPoolTooBusyException;

class InvocationFailuresTest {

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
    void aFullWaitQueuePointsToItsConfiguration() {
        assertThat(failure(new ConnectionPoolTooBusyException("busy"))).isExactlyInstanceOf(SidecarUnavailableException.class)
                .hasMessage(
                        "All connections to the Dapr sidecar at http://127.0.0.1:3500 are in use and the wait queue is full, "
                                + "so POST orders/create was not sent; see quarkus.dapr-invoke.pool-size and .max-wait-queue-size");
    }

    private static DaprInvokeException failure(Throwable cause) {
        return InvocationFailures.ofClient(cause, null, new InvocationTarget("orders", "create", "POST"),
                new SidecarAddress(false, "127.0.0.1", 3500, ""), false, EarlierAttempts.NONE);
    }
}
