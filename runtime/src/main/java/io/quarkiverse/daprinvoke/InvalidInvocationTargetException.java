package io.quarkiverse.daprinvoke;

/**
 * The target of a call could not be made: a placeholder has no value, or a value may not stand in an app ID, a method name
 * or a verb. Nothing was sent. The message does not repeat the value, because it may come from outside.
 */
public class InvalidInvocationTargetException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public InvalidInvocationTargetException(InvocationTarget target, String message) {
        super(target, message, false, null);
    }
}
