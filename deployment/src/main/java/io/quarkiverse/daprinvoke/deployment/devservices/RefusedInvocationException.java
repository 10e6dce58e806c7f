package io.quarkiverse.daprinvoke.deployment.devservices;

/**
 * An invocation that the sidecar answers itself, in the words that Dapr uses for an invocation that failed.
 */
final class RefusedInvocationException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedInvocationException(String appId, String reason) {
        super("failed to invoke, id: " + appId + ", err: " + reason, null, false, false);
    }
}
