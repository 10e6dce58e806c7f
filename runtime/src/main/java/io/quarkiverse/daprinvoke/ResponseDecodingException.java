package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * A response began with a 2xx status, but its body could not be returned: it is not of the declared type, has a content
 * encoding that only bytes may have, is larger than the configured maximum, or was cut short. The called application has
 * handled the call.
 */
public class ResponseDecodingException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String contentType;

    public ResponseDecodingException(InvocationTarget target, int status, @Nullable String contentType, String problem,
            @Nullable Throwable cause) {
        super(target, "The reply to " + target + " (status " + status + ") " + problem, true, cause);
        this.status = status;
        this.contentType = contentType;
    }

    /**
     * @return the HTTP status of the response
     */
    public int status() {
        return status;
    }

    /**
     * @return the content type of the response, {@code null} if it named none
     */
    public @Nullable String contentType() {
        return contentType;
    }
}
