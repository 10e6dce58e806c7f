package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * The call was answered with a status outside 2xx, by the called application or by the sidecar itself. Nothing on the wire
 * tells the two apart with certainty: if the body is the error JSON that Dapr writes, {@link #errorCode()} and
 * {@link #errorMessage()} hold what it says. Redirects are answers like any other and are not followed.
 */
public class InvocationStatusException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_ERROR_CODE = 100;

    private final int status;
    private final transient MultiMap headers;
    private final transient Buffer body;
    private final @Nullable String contentType;
    private final @Nullable String errorCode;
    private final @Nullable String errorMessage;

    /**
     * @param target what was called
     * @param response the response, its body cut to the size that failures keep
     * @param errorCode the error code of Dapr's error JSON, {@code null} if the body is none
     * @param errorMessage the message of Dapr's error JSON, {@code null} if the body is none
     */
    public InvocationStatusException(InvocationTarget target, InvokeResponse<Buffer> response, @Nullable String errorCode,
            @Nullable String errorMessage) {
        super(target, target + " was answered with status " + response.status()
                + (errorCode == null ? "" : " " + PrintableText.of(errorCode, MAX_ERROR_CODE))
                + (errorMessage == null ? "" : ": " + PrintableText.of(errorMessage)), true, null);
        this.status = response.status();
        this.headers = response.headers();
        this.body = response.body();
        this.contentType = response.headers().get(HttpHeaders.CONTENT_TYPE);
        this.errorCode = PrintableText.of(errorCode, MAX_ERROR_CODE);
        this.errorMessage = errorMessage;
    }

    /**
     * @return the HTTP status as it was received
     */
    public int status() {
        return status;
    }

    /**
     * @return the headers of the response
     */
    public MultiMap headers() {
        return headers;
    }

    /**
     * @return the body of the response, at most its first 64 KiB; empty if there was none
     */
    public Buffer body() {
        return body;
    }

    /**
     * @return the content type of the response, {@code null} if it named none
     */
    public @Nullable String contentType() {
        return contentType;
    }

    /**
     * @return the error code of Dapr's error JSON, such as {@code ERR_DIRECT_INVOKE}: printable text of at most 100 characters;
     *         {@code null} if the body is none or has none
     */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /**
     * @return the message of Dapr's error JSON as it was received; it may contain line breaks and control characters, unlike
     *         {@link #getMessage()}; {@code null} if the body is none
     */
    public @Nullable String errorMessage() {
        return errorMessage;
    }
}
