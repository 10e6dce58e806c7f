package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * The Dapr sidecar could not be reached: nothing listens, its name does not resolve, the TLS handshake failed, no
 * connection became free because the wait queue is full, or the connection was lost, or carried no readable HTTP response,
 * before a response began, or the application that makes the call is stopping. {@link #mayHaveBeenSent()} tells whether the
 * called application may have seen the call.
 */
public class SidecarUnavailableException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param mayHaveBeenSent whether something of the request may have reached the sidecar
     */
    public SidecarUnavailableException(InvocationTarget target, String message, boolean mayHaveBeenSent,
            @Nullable Throwable cause) {
        super(target, message, mayHaveBeenSent, cause);
    }
}
