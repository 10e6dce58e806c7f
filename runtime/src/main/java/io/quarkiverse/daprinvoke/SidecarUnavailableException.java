package io.quarkiverse.daprinvoke;

/**
 * The Dapr sidecar could not be reached: nothing listens, its name does not resolve, the TLS handshake failed, no
 * connection became free because the wait queue is full, or the connection was lost, or carried no readable HTTP response,
 * before a response began. Only in these last cases may the called application have seen the call.
 */
public class SidecarUnavailableException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public SidecarUnavailableException(InvocationTarget target, String message, Throwable cause) {
        super(target, message, cause);
    }
}
