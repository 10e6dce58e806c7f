package io.quarkiverse.daprinvoke;

/**
 * The payload could not be turned into a body, and nothing was sent; or a streamed payload failed, and then the request was
 * cut short, which the called application sees as an incomplete one.
 */
public class PayloadEncodingException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public PayloadEncodingException(InvocationTarget target, Class<?> payloadType, Throwable cause) {
        super(target, "The payload of type " + payloadType.getName() + " for " + target + " could not be encoded", false,
                cause);
    }

    /**
     * @param problem what is wrong with the payload, without anything of it, and what to send instead
     */
    public PayloadEncodingException(InvocationTarget target, Class<?> payloadType, String problem) {
        super(target, "The payload of type " + payloadType.getName() + " for " + target + " could not be encoded: " + problem,
                false, null);
    }

    /**
     * @param cause the failure of a streamed payload
     * @param problem what it was, without anything of the payload
     */
    public PayloadEncodingException(InvocationTarget target, Throwable cause, String problem) {
        super(target, "The streamed payload for " + target + " failed, so the request was cut short: " + problem, true, cause);
    }
}
