package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * The body of a response is incomplete: the connection was lost, a streamed response ended within a value, or it ended without
 * the last value that {@link ResponseStream} declares. A complete response that cannot be read fails with
 * {@link ResponseDecodingException} itself.
 */
public class IncompleteResponseException extends ResponseDecodingException {

    private static final long serialVersionUID = 1L;

    public IncompleteResponseException(InvocationTarget target, int statusCode, @Nullable String contentType, String problem,
            @Nullable Throwable cause) {
        super(target, statusCode, contentType, problem, cause);
    }
}
