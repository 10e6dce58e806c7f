package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * The body of a response could not be returned: it is not of the declared type, has a content encoding that only bytes may
 * have, is larger than the configured maximum, or was cut short, which is an {@link IncompleteResponseException}. The called
 * application has handled the call. {@link InvokeResponse#bodyAs(Class)} and {@link InvocationStatusException#bodyAs(Class)}
 * throw it, too.
 */
public class ResponseDecodingException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private final int statusCode;
    private final @Nullable String contentType;

    public ResponseDecodingException(InvocationTarget target, int statusCode, @Nullable String contentType, String problem,
            @Nullable Throwable cause) {
        super(target, "The response to " + target + " (status " + statusCode + ") " + problem, true, cause);
        this.statusCode = statusCode;
        this.contentType = contentType;
    }

    /**
     * @return the HTTP status of the response
     */
    public int statusCode() {
        return statusCode;
    }

    /**
     * @return the content type of the response, {@code null} if it named none
     */
    public @Nullable String contentType() {
        return contentType;
    }
}
