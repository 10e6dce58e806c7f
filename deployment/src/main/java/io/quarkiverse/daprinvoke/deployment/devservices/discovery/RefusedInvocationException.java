package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

/**
 * An invocation that the sidecar refuses. The message has the format of Dapr for a failed invocation.
 */
public final class RefusedInvocationException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedInvocationException(String appId, String reason) {
        super("failed to invoke, id: " + appId + ", err: " + reason, null, false, false);
    }

    private RefusedInvocationException(String message) {
        super(message, null, false, false);
    }

    /** @param advice a further remedy, which continues the sentence */
    public RefusedInvocationException withAdvice(String advice) {
        return new RefusedInvocationException(getMessage() + advice);
    }
}
