package io.quarkiverse.daprinvoke;

/**
 * The payload could not be encoded, and nothing was sent. Or a streamed payload failed while it was sent: then the request was
 * cut short, and the called application receives an incomplete request.
 */
public class PayloadEncodingException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    public PayloadEncodingException(InvocationTarget target, Class<?> payloadType, Throwable cause) {
        super(target, "The payload of type " + payloadType.getName() + " for " + target + " could not be encoded", false,
                cause);
    }

    /**
     * @param problem the reason and the remedy, without any part of the payload
     */
    public PayloadEncodingException(InvocationTarget target, Class<?> payloadType, String problem) {
        super(target, "The payload of type " + payloadType.getName() + " for " + target + " could not be encoded: " + problem,
                false, null);
    }

    /**
     * @param cause the failure of a streamed payload
     * @param problem the reason, without any part of the payload
     */
    public PayloadEncodingException(InvocationTarget target, Throwable cause, String problem) {
        super(target, "The streamed payload for " + target + " failed, so the request was cut short: " + problem, true, cause);
    }
}
