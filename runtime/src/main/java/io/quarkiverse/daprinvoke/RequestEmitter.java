package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * An {@link Emitter} whose calls have a typed reply:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * RequestEmitter&lt;Order, Receipt&gt; create;
 *
 * Uni&lt;Receipt&gt; receipt = create.request(order);
 * </pre>
 *
 * The reply is read as its type says: {@code String} and {@code CharSequence} as text in the charset of its content type (UTF-8
 * if it names none), {@code byte[]}, {@code ByteBuffer} and {@code Buffer} as they came, {@code Void} not at all, and
 * {@code JsonObject}, {@code JsonArray} and every other type as JSON with the application's {@code ObjectMapper}: exactly one
 * JSON value, with white space around it. An empty reply is {@code null}. A reply with a content encoding such as {@code gzip}
 * can only be read as bytes. With {@link InvokeResponse} of one of these types the status and the headers come with the body.
 * <p>
 * A reply of type {@code Multi<Buffer>} (of Vert.x or its Mutiny variant) is an item as soon as its head has come, and hands
 * out the chunks of the body as they arrive, on the context of the call and no more of them than its subscriber asks for. It
 * can be subscribed to once. A body that is cut short fails it with {@link ResponseDecodingException}; cancelling it ends the
 * HTTP exchange; and it fails with {@link InvocationTimeoutException}, subscribed to or not, if no chunk is handed out for as
 * long as the timeout says.
 * <p>
 * A body that is cut short behind the sidecar, by the called application, does not show here: the sidecar ends it as if it
 * were complete.
 *
 * @param <T> the type of the payload
 * @param <R> the type of the reply
 */
public interface RequestEmitter<T, R> extends Emitter<T> {

    /**
     * Sends a payload and reads the reply.
     *
     * @param payload the payload, may be {@code null} to send no body
     * @return a lazy Uni with the reply of a 2xx answer, {@code null} if its body was empty
     */
    @CheckReturnValue
    Uni<@Nullable R> request(@Nullable T payload);

    /**
     * Makes a call without a payload and reads the reply.
     *
     * @return as {@link #request(Object)}
     */
    @CheckReturnValue
    Uni<@Nullable R> request();

    /**
     * Sends a payload, with what this one call says beyond it, and reads the reply.
     *
     * @param parameters the parameters of the call, {@code null} for a call without a payload
     * @return as {@link #request(Object)}
     */
    @CheckReturnValue
    Uni<@Nullable R> request(@Nullable InvokeMethodParameters<T> parameters);

    /**
     * Sends a payload and waits for the reply, at most for the request timeout.
     *
     * @param payload the payload, may be {@code null} to send no body
     * @return the reply, {@code null} if its body was empty
     * @throws IllegalStateException if the calling thread must not be blocked, which is so on an event loop
     * @throws DaprInvokeException if the call fails
     * @throws java.util.concurrent.CompletionException if the waiting thread is interrupted, which ends the call; the thread
     *         stays
     *         interrupted
     */
    @Nullable
    R requestAndAwait(@Nullable T payload);
}
