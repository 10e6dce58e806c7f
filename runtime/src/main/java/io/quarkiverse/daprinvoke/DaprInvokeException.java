package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.daprinvoke.internal.PrintableText;

/**
 * The root of all failures of an invocation. Messages name the target where it is known to be harmless; they never hold
 * payloads, headers or the Dapr API token. A message is one line of printable text of at most
 * 4096 characters, even if it quotes another application. {@link #getCause()} is the exception of a library, whose message may
 * quote a payload or a response.
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
     * Whether the called application may have seen the call, in any of its attempts if it was tried again. If it cannot have,
     * the call can be made again without being
     * delivered twice.
     *
     * @return {@code false} if nothing of the request was sent to the sidecar, {@code true} if all or a part of it was, or
     *         if that is not known
     */
    public boolean mayHaveBeenSent() {
        return sent;
    }

    /**
     * @return the app ID that was called; as it was declared, with its placeholders, if the failure is that it could not be
     *         resolved; {@code null} if none is known
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
