package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;

/**
 * The superclass of the failures of a call. All subclasses are unchecked.
 * <p>
 * Not every failure of this API is a subclass. {@link IllegalArgumentException} reports a value that
 * {@link InvokeMethodParameters}, {@link Multipart} or {@link ResponseStream} cannot hold. {@link IllegalStateException} and
 * {@link java.util.concurrent.CompletionException} are thrown by the {@code AndAwait} methods, see {@link Invoker}.
 * <p>
 * A message is one line of printable text of at most 4096 characters, even if it quotes another application. It names the
 * target if that is harmless. It never contains payloads, headers or the Dapr API token. {@link #getCause()} is the exception
 * of a library. The message of the cause can quote a payload or a response.
 */
public abstract class DaprInvokeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int MAX_MESSAGE = 4096;

    private final InvocationTarget target;
    private final boolean sent;

    DaprInvokeException(InvocationTarget target, String message, boolean sent, @Nullable Throwable cause) {
        super(PrintableText.of(message, MAX_MESSAGE), cause);
        this.target = target;
        this.sent = sent;
    }

    /**
     * Whether the called application may have received the call, in any of its attempts. If not, the call can be repeated
     * without a duplicate.
     *
     * @return {@code false} if nothing of the request was sent to the sidecar; {@code true} if all or a part of it was sent, or
     *         if that is not known
     */
    public boolean mayHaveBeenSent() {
        return sent;
    }

    /**
     * @return the app ID that was called; the declared app ID with its placeholders if it could not be resolved; {@code null}
     *         if it is not known
     */
    public @Nullable String appId() {
        return target.appId();
    }

    /**
     * @return the method name without its query, under the same conditions as {@link #appId()}
     */
    public @Nullable String methodName() {
        return target.methodName();
    }

    /**
     * @return the HTTP verb, under the same conditions as {@link #appId()}
     */
    public @Nullable String httpVerb() {
        return target.httpVerb();
    }
}
