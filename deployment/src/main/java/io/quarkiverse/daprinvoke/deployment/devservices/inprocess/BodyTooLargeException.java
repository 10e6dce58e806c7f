package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

/**
 * The body of a request is longer than the sidecar accepts.
 */
final class BodyTooLargeException extends Exception {

    private static final long serialVersionUID = 1L;

    BodyTooLargeException(String message) {
        super(message, null, false, false);
    }
}
