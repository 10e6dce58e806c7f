package io.quarkiverse.daprinvoke;

import java.time.Duration;

/**
 * The call did not end within its timeout and was given up; whether the called application saw it is not known. The
 * timeout spans the whole call, from the wait for a connection to the last byte of the reply.
 */
public class InvocationTimeoutException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    public InvocationTimeoutException(InvocationTarget target, Duration timeout) {
        super(target, target + " did not end within " + timeout.toMillis() + " ms", null);
        this.timeout = timeout;
    }

    /**
     * @return the timeout that passed
     */
    public Duration timeout() {
        return timeout;
    }
}
