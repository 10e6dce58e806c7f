package io.quarkiverse.daprinvoke;

/**
 * The payload could not be turned into a body. Nothing was sent.
 */
public class PayloadEncodingException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public PayloadEncodingException(InvocationTarget target, Class<?> payloadType, Throwable cause) {
        super(target, "The payload of type " + payloadType.getName() + " for " + target + " could not be encoded", cause);
    }
}
