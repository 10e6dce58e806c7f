package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * The call got no response from the Dapr sidecar, for one of these reasons:
 * <ul>
 * <li>Nothing listens at its address, its host name does not resolve, or the TLS handshake failed.
 * <li>All connections are in use, and the wait queue is full.
 * <li>The connection was lost before a response began.
 * <li>The server does not respond with valid HTTP.
 * <li>The application that makes the call is stopping.
 * </ul>
 * {@link #mayHaveBeenSent()} returns whether the called application may have received the call.
 */
public class SidecarUnavailableException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param mayHaveBeenSent whether a part of the request may have reached the sidecar
     */
    public SidecarUnavailableException(InvocationTarget target, String message, boolean mayHaveBeenSent,
            @Nullable Throwable cause) {
        super(target, message, mayHaveBeenSent, cause);
    }
}
