package io.quarkiverse.daprinvoke;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The response has a status outside 2xx. It comes from the called application or from the sidecar itself. The response does not
 * identify its sender with certainty. If the body is Dapr's error JSON, {@link #errorCode()} and {@link #errorMessage()} return
 * its content. Redirects are not followed: their status fails the call like any other.
 *
 * <pre>
 * find.request(parameters).onFailure(status(404)).recoverWithNull()
 * </pre>
 *
 * A deserialized instance has neither headers nor a body.
 */
public class InvocationStatusException extends DaprInvokeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_ERROR_CODE = 100;

    private final int statusCode;
    private transient InvokeResponse<Buffer> response;
    private final boolean bodyComplete;
    private final @Nullable String contentType;
    private final @Nullable String errorCode;
    private final @Nullable String errorMessage;

    /**
     * Creates a failure for tests.
     *
     * @param target the target that was called
     * @param response the response with its whole body
     * @param errorCode the error code of Dapr's error JSON, {@code null} if the body is not such JSON
     * @param errorMessage the message of Dapr's error JSON, {@code null} if the body is not such JSON
     */
    public InvocationStatusException(InvocationTarget target, InvokeResponse<Buffer> response, @Nullable String errorCode,
            @Nullable String errorMessage) {
        this(target, response, true, errorCode, errorMessage, null);
    }

    /**
     * Called by the extension.
     *
     * @param target the target that was called
     * @param response the response, its body cut to the size that failures keep
     * @param bodyComplete whether the body is complete
     * @param errorCode the error code of Dapr's error JSON, {@code null} if the body is not such JSON
     * @param errorMessage the message of Dapr's error JSON, {@code null} if the body is not such JSON
     * @param remedy a sentence for the end of the message, {@code null} for none
     */
    public InvocationStatusException(InvocationTarget target, InvokeResponse<Buffer> response, boolean bodyComplete,
            @Nullable String errorCode, @Nullable String errorMessage, @Nullable String remedy) {
        super(target, target + " was answered with status " + response.statusCode()
                + (errorCode == null ? "" : " " + PrintableText.of(errorCode, MAX_ERROR_CODE))
                + (errorMessage == null ? "" : ": " + PrintableText.of(errorMessage))
                + (remedy == null ? "" : ". " + remedy), true, null);
        this.statusCode = response.statusCode();
        this.response = response;
        this.bodyComplete = bodyComplete;
        this.contentType = response.contentType();
        this.errorCode = PrintableText.of(errorCode, MAX_ERROR_CODE);
        this.errorMessage = errorMessage;
    }

    /**
     * A predicate for {@code onFailure(..)} of a {@code Uni}: {@code onFailure(status(404).or(status(410)))}. A wrong method
     * name also leads to the status 404.
     *
     * @param statusCode an HTTP status
     * @return whether a failure is an {@link InvocationStatusException} with that status
     */
    public static Predicate<Throwable> status(int statusCode) {
        return failure -> failure instanceof InvocationStatusException answer && answer.is(statusCode);
    }

    /**
     * @return the HTTP status as it was received
     */
    public int statusCode() {
        return statusCode;
    }

    /**
     * @param statusCode an HTTP status
     * @return whether that status was received
     */
    public boolean is(int statusCode) {
        return this.statusCode == statusCode;
    }

    /**
     * @return the response; its body is cut to 64 KiB
     */
    public InvokeResponse<Buffer> response() {
        return response;
    }

    /**
     * @return the headers of the response
     */
    public MultiMap headers() {
        return response.headers();
    }

    /**
     * @return the body of the response, at most its first 64 KiB; empty if there was none
     */
    public Buffer body() {
        return response.bytes();
    }

    /**
     * @return {@code false} if {@link #body()} is only the beginning of the body, because the body is larger than 64 KiB or did
     *         not arrive completely
     */
    public boolean isBodyComplete() {
        return bodyComplete;
    }

    /**
     * Reads the body as a type, as {@link InvokeResponse#bodyAs(Class)} does.
     *
     * @param type the type
     * @param <X> the type
     * @return the value, {@code null} if the body is empty. Text and bytes of a body that is not complete are its beginning
     * @throws ResponseDecodingException if the body is not of that type, or if it is not complete and would be read as JSON
     * @throws IllegalArgumentException if values of that type cannot be read, for example {@code InputStream}
     */
    public <X> @Nullable X bodyAs(Class<X> type) {
        return response.bodyAs(type, bodyComplete);
    }

    /**
     * @return the problem details (RFC 9457) of the body; empty if its content type is not {@code application/problem+json}, or
     *         if it is not one complete JSON object
     */
    public Optional<ProblemDetails> problem() {
        return bodyComplete ? ProblemDetails.of(contentType, body()) : Optional.empty();
    }

    /**
     * @return the content type of the response, {@code null} if it has none
     */
    public @Nullable String contentType() {
        return contentType;
    }

    /**
     * @return the error code of Dapr's error JSON, such as {@code ERR_DIRECT_INVOKE}: printable text of at most 100 characters;
     *         {@code null} if the body has none
     */
    public @Nullable String errorCode() {
        return errorCode;
    }

    /**
     * @return the message of Dapr's error JSON as it was received; it may contain line breaks and control characters, unlike
     *         {@link #getMessage()}; {@code null} if the body has none
     */
    public @Nullable String errorMessage() {
        return errorMessage;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        response = new InvokeResponse<>(statusCode, MultiMap.caseInsensitiveMultiMap(), Buffer.buffer());
    }
}
