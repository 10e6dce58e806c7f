package io.quarkiverse.daprinvoke;

/**
 * An {@link io.quarkiverse.daprinvoke.filter.InvocationFilter} failed, so the call was not sent. An example is a missing access
 * token. {@link #getCause()} is the failure of the filter. {@link #mayHaveBeenSent()} is {@code false}, unless the filter
 * failed before a further attempt and an earlier attempt may have been sent.
 */
public class InvocationFilterException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param filter the name of the filter, such as its class
     * @param mayHaveBeenSent whether an earlier attempt of the call may have reached the sidecar
     * @param cause the failure of the filter
     */
    public InvocationFilterException(InvocationTarget target, String filter, boolean mayHaveBeenSent, Throwable cause) {
        super(target, "The filter " + filter + " failed, so " + target + " was not sent" + (mayHaveBeenSent ? " again" : ""),
                mayHaveBeenSent, cause);
    }
}
