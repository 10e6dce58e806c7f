package io.quarkiverse.daprinvoke;

/**
 * The target of a call could not be made: a placeholder has no value, a value may not stand in an app ID, a method name or a
 * verb, or the app ID is not one of those that {@code quarkus.dapr-invoke.allowed-app-ids} allows. Or a header of the current
 * request, which {@code quarkus.dapr-invoke.propagate-headers} names, must not be passed on, for example because the sidecar
 * would read another target from it. Nothing was sent. The message does not repeat the value, because it may come from
 * outside.
 */
public class InvalidInvocationTargetException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public InvalidInvocationTargetException(InvocationTarget target, String message) {
        super(target, message, false, null);
    }
}
