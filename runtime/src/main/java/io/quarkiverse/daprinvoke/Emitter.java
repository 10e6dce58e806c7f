package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * Sends payloads to a method of another application through the Dapr sidecar. Injected with {@link DaprInvoke}:
 *
 * <pre>
 * {@literal @}Inject
 * {@literal @}DaprInvoke(appId = "orders", methodName = "create")
 * Emitter&lt;Order&gt; orders;
 * </pre>
 *
 * Each send is one HTTP call: the sidecar hands it to the other application and brings the answer back. There is no queue
 * and no acknowledgement behind it. A completed send says that the other application answered with a 2xx status; a failed
 * one does not say that the application was not reached. For replies, inject a {@link RequestEmitter}.
 * <p>
 * <b>Payloads.</b> {@code String} and any other {@code CharSequence} is sent as UTF-8 text; {@code byte[]}, the remaining bytes
 * of a {@code ByteBuffer} and {@code Buffer} (of Vert.x or its Mutiny variant) as they are; {@code JsonObject},
 * {@code JsonArray} and every other type as JSON, written by the application's {@code ObjectMapper}. What leads to a value and
 * is none, such as {@code Uni}, {@code File} or {@code InputStream}, is refused. {@code null} sends neither a body nor a
 * content type; declare {@code Void} for calls that never
 * have a payload. The chunks of a {@code Multi<Buffer>} are sent as they come, with back pressure: each is asked for, on the
 * context of the call, once the one before it has been taken, and none while the connection takes no more. A failure of the
 * {@code Multi} cuts the request short. The sidecar never sends such a payload again.
 * <p>
 * <b>Laziness.</b> A returned {@link Uni} does nothing until it is subscribed to, and then makes one call for each
 * subscription. Placeholders are resolved and the payload is encoded at that moment; a {@code Multi} is subscribed to
 * when there is a connection for it. A call that fails is tried again only if
 * {@code quarkus.dapr-invoke.retry.max-attempts} allows more than one attempt, and then only if nothing of it was sent or its
 * verb is one that may be repeated.
 * <p>
 * <b>Threads.</b> Emitters may be used by any number of threads. Nothing here blocks, except the {@code AndAwait} methods.
 * Results arrive on the Vert.x context from which the Uni was subscribed to. Cancelling the subscription ends the HTTP
 * exchange and cancels a streamed payload.
 * <p>
 * <b>Failures</b> are {@link DaprInvokeException}s: {@link InvalidInvocationTargetException} and
 * {@link PayloadEncodingException} before anything is sent, {@link InvocationFilterException} if a filter refuses the call,
 * then
 * {@link SidecarUnavailableException},
 * {@link InvocationTimeoutException}, {@link InvocationStatusException} for a status outside 2xx, and
 * {@link ResponseDecodingException} for a reply that is cut short, too large, compressed or not of the declared type.
 * <p>
 * This is not MicroProfile's {@code Emitter}: no channel is involved, and applications may use both.
 *
 * @param <T> the type of the payload
 */
public interface Emitter<T> {

    /**
     * Sends a payload; the body of the reply is discarded as it arrives.
     *
     * @param payload the payload, may be {@code null} to send no body. {@link InvokeMethodParameters} are taken for what they
     *        are, also by an emitter of {@code Object}
     * @return a lazy Uni that completes with {@code null} when the called application answered with a 2xx status
     */
    @CheckReturnValue
    Uni<@Nullable Void> send(@Nullable T payload);

    /**
     * Makes a call without a payload.
     *
     * @return as {@link #send(Object)}
     */
    @CheckReturnValue
    Uni<@Nullable Void> send();

    /**
     * Sends a payload, with what this one call says beyond it.
     *
     * @param parameters the parameters of the call, {@code null} for a call without a payload
     * @return as {@link #send(Object)}
     */
    @CheckReturnValue
    Uni<@Nullable Void> send(@Nullable InvokeMethodParameters<T> parameters);

    /**
     * Makes a call and hands out whatever was answered: any HTTP status is an item, not a failure. The body is held in
     * memory, up to the configured maximum size of a reply. No status is a reason to try again.
     *
     * @param parameters the parameters of the call, {@code null} for a call without a payload
     * @return a lazy Uni with the response, never {@code null}; its body is empty, not {@code null}, if there was none
     */
    @CheckReturnValue
    Uni<InvokeResponse<Buffer>> exchange(@Nullable InvokeMethodParameters<T> parameters);

    /**
     * Sends a payload and waits until the call has ended, at most for the request timeout.
     *
     * @param payload the payload, may be {@code null} to send no body
     * @throws IllegalStateException if the calling thread must not be blocked, which is so on an event loop
     * @throws DaprInvokeException if the call fails
     * @throws java.util.concurrent.CompletionException if the waiting thread is interrupted, which ends the call; the thread
     *         stays
     *         interrupted
     */
    void sendAndAwait(@Nullable T payload);

    /**
     * Sends a payload at once and does not wait. A failure is logged.
     *
     * @param payload the payload, may be {@code null} to send no body
     * @return a handle that ends the call if it is still under way
     */
    Cancellable sendAndForget(@Nullable T payload);
}
