package io.quarkiverse.daprinvoke;

import java.time.Duration;

/**
 * The call did not complete within its timeout and was cancelled. The timeout covers the whole call, from the wait for a
 * connection to the last byte of the response, over all attempts. If the payload or the response is streamed, the timeout
 * limits the time without any progress instead. {@link #mayHaveBeenSent()} returns whether the called application may have
 * received the call.
 */
public class InvocationTimeoutException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /**
     * @param mayHaveBeenSent whether a part of the request may have reached the sidecar
     */
    public InvocationTimeoutException(InvocationTarget target, Duration timeout, boolean mayHaveBeenSent) {
        this(target, timeout, false, mayHaveBeenSent);
    }

    /**
     * @param streamed whether the payload or the response is streamed, so that the timeout limits the time without any progress
     * @param mayHaveBeenSent whether a part of the request may have reached the sidecar
     */
    public InvocationTimeoutException(InvocationTarget target, Duration timeout, boolean streamed, boolean mayHaveBeenSent) {
        super(target, streamed ? "Nothing was transferred for " + target + " within " + timeout.toMillis() + " ms"
                : target + " did not end within " + timeout.toMillis() + " ms", mayHaveBeenSent, null);
        this.timeout = timeout;
    }

    /**
     * @return the timeout that elapsed
     */
    public Duration timeout() {
        return timeout;
    }
}
