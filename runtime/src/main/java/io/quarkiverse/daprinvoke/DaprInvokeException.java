package io.quarkiverse.daprinvoke;

/**
 * The root of all failures of an invocation. Messages name the target where it is known to be harmless; they never hold
 * payloads, headers or the Dapr API token.
 */
public abstract class DaprInvokeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final InvocationTarget target;

    DaprInvokeException(InvocationTarget target, String message, Throwable cause) {
        super(message, cause);
        this.target = target;
    }

    /**
     * @return the app ID that was called; as it was declared, with its placeholders, if the failure is that it could not be
     *         resolved; {@code null} if none is known
     */
    public String appId() {
        return target.appId();
    }

    /**
     * @return the method name without its query, under the same conditions as {@link #appId()}
     */
    public String methodName() {
        return target.methodName();
    }

    /**
     * @return the HTTP verb, under the same conditions as {@link #appId()}
     */
    public String httpVerb() {
        return target.httpVerb();
    }
}
