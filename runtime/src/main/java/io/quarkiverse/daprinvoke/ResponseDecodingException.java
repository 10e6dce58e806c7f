package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

/**
 * The body of a response could not be read, although the called application has handled the call. The reasons are:
 * <ul>
 * <li>It is not of the declared type.
 * <li>It has a content encoding such as {@code gzip}, and the declared type is not bytes.
 * <li>It is larger than {@code quarkus.dapr-invoke.max-response-size} (10 MiB by default) or
 * {@code quarkus.dapr-invoke.max-response-file-size} (1 GiB by default).
 * <li>It was cut short: the subclass {@link IncompleteResponseException}.
 * </ul>
 * {@link InvokeResponse#bodyAs(Class)} and {@link InvocationStatusException#bodyAs(Class)} also throw it.
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
     * @return the content type of the response, {@code null} if it has none
     */
    public @Nullable String contentType() {
        return contentType;
    }
}
