package io.quarkiverse.daprinvoke.deployment.devservices.discovery;

/**
 * An invocation that the sidecar answers itself, in the words that Dapr uses for an invocation that failed.
 */
public final class RefusedInvocationException extends Exception {

    private static final long serialVersionUID = 1L;

    public RefusedInvocationException(String appId, String reason) {
        super("failed to invoke, id: " + appId + ", err: " + reason, null, false, false);
    }

    private RefusedInvocationException(String message) {
        super(message, null, false, false);
    }

    /** @param advice another way out, as the continuation of the sentence */
    public RefusedInvocationException withAdvice(String advice) {
        return new RefusedInvocationException(getMessage() + advice);
    }
}
