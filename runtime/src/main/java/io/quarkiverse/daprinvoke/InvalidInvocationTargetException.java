package io.quarkiverse.daprinvoke;

/**
 * The target or a header of a call is invalid. Nothing was sent. The reasons are:
 * <ul>
 * <li>A placeholder has no value.
 * <li>A value is not allowed in an app ID, a method name or a verb.
 * <li>The app ID is not in the allow-list {@code quarkus.dapr-invoke.allowed-app-ids}.
 * <li>A header of the current request that {@code quarkus.dapr-invoke.propagate-headers} names must not be sent, for example
 * because the sidecar would route the call by it.
 * </ul>
 * The message does not repeat the value, because it may come from an untrusted caller.
 */
public class InvalidInvocationTargetException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public InvalidInvocationTargetException(InvocationTarget target, String message) {
        super(target, message, false, null);
    }
}
