package io.quarkiverse.daprinvoke;

import java.time.Duration;

/**
 * The call did not end within its timeout and was given up. The timeout spans the whole call, from the wait for a
 * connection to the last byte of the response; if the payload or the response is streamed, it is how long nothing moved.
 * {@link #mayHaveBeenSent()} tells whether the called application may have seen the call.
 */
public class InvocationTimeoutException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    /**
     * @param mayHaveBeenSent whether something of the request may have reached the sidecar
     */
    public InvocationTimeoutException(InvocationTarget target, Duration timeout, boolean mayHaveBeenSent) {
        this(target, timeout, false, mayHaveBeenSent);
    }

    /**
     * @param streamed whether the payload or the response is streamed, so that the timeout is how long nothing moved
     * @param mayHaveBeenSent whether something of the request may have reached the sidecar
     */
    public InvocationTimeoutException(InvocationTarget target, Duration timeout, boolean streamed, boolean mayHaveBeenSent) {
        super(target, streamed ? "Nothing was transferred for " + target + " within " + timeout.toMillis() + " ms"
                : target + " did not end within " + timeout.toMillis() + " ms", mayHaveBeenSent, null);
        this.timeout = timeout;
    }

    /**
     * @return the timeout that passed
     */
    public Duration timeout() {
        return timeout;
    }
}
