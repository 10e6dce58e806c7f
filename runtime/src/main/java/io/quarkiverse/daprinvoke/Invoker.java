package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The calls that every emitter can make. Inject an {@link Emitter} or a {@link RequestEmitter}.
 * <p>
 * <b>Arguments.</b> Each call takes a payload, nothing, or {@link InvokeMethodParameters}, which hold a payload and other
 * settings of the call, such as a header. A variable that is {@code null} means no payload. Write {@code send()}, not
 * {@code send(null)}, which does not compile because it is ambiguous. {@link InvokeMethodParameters} are never sent as a
 * payload, not even by an emitter of {@code Object}.
 * <p>
 * <b>Variants.</b> {@code send}, {@code request} and {@code exchange} return a lazy {@link Uni}, which makes one call for each
 * subscription. {@code sendAndForget} makes the call, returns at once and logs a failure. The methods that end with
 * {@code AndAwait} make the call and block the calling thread until the call has completed, at most for the request timeout.
 * They throw
 * <ul>
 * <li>{@link IllegalStateException} on an event loop, because an event loop must not be blocked. Nothing is sent.
 * <li>the {@link DaprInvokeException} with which the {@code Uni} would fail.
 * <li>{@link java.util.concurrent.CompletionException} if the calling thread is interrupted. The interrupt cancels the call,
 * and the interrupt status of the thread stays set.
 * </ul>
 *
 * @param <T> the type of the payload
 * @param <B> the type of the body that {@code exchange} returns
 */
public interface Invoker<T, B extends @Nullable Object> {

    /**
     * Makes a call and discards the body of the response as it arrives.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a lazy Uni that completes with {@code null} when the called application has responded with a 2xx status
     */
    @CheckReturnValue
    Uni<@Nullable Void> send(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Sends a payload, see {@link #send(InvokeMethodParameters)}.
     *
     * @param payload the payload, {@code null} to send no body
     * @return as {@link #send(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<@Nullable Void> send(@Nullable T payload) {
        return send(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Makes a call without a payload, see {@link #send(InvokeMethodParameters)}.
     *
     * @return as {@link #send(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<@Nullable Void> send() {
        return send(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * Calls {@link #send(InvokeMethodParameters)} and blocks until the call has completed. See above for the exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     */
    void sendAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Calls {@link #send(Object)} and blocks until the call has completed. See above for the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     */
    default void sendAndAwait(@Nullable T payload) {
        sendAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Calls {@link #send()} and blocks until the call has completed. See above for the exceptions.
     */
    default void sendAndAwait() {
        sendAndAwait(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * Makes the call of {@link #send(InvokeMethodParameters)} without waiting for its outcome. A failure is logged at
     * {@code ERROR}.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a handle that cancels the call if it has not completed yet
     */
    Cancellable sendAndForget(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Makes the call of {@link #send(Object)} without waiting for its outcome. A failure is logged at {@code ERROR}.
     *
     * @param payload the payload, {@code null} to send no body
     * @return a handle that cancels the call if it has not completed yet
     */
    default Cancellable sendAndForget(@Nullable T payload) {
        return sendAndForget(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Makes the call of {@link #send()} without waiting for its outcome. A failure is logged at {@code ERROR}.
     *
     * @return a handle that cancels the call if it has not completed yet
     */
    default Cancellable sendAndForget() {
        return sendAndForget(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * Makes a call and returns the response with any HTTP status. No status fails the call or leads to a retry.
     * {@link InvokeResponse#bytes()} is the body as it was received. It is held in memory, up to
     * {@code quarkus.dapr-invoke.max-response-size} (10 MiB by default).
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a lazy Uni with the response, never {@code null}
     */
    @CheckReturnValue
    Uni<InvokeResponse<B>> exchange(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Sends a payload, see {@link #exchange(InvokeMethodParameters)}.
     *
     * @param payload the payload, {@code null} to send no body
     * @return as {@link #exchange(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<InvokeResponse<B>> exchange(@Nullable T payload) {
        return exchange(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Makes a call without a payload, see {@link #exchange(InvokeMethodParameters)}.
     *
     * @return as {@link #exchange(InvokeMethodParameters)}
     */
    @CheckReturnValue
    default Uni<InvokeResponse<B>> exchange() {
        return exchange(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * Calls {@link #exchange(InvokeMethodParameters)} and blocks until the response has arrived. See above for the exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return the response, never {@code null}
     */
    InvokeResponse<B> exchangeAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * Calls {@link #exchange(Object)} and blocks until the response has arrived. See above for the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     * @return the response, never {@code null}
     */
    default InvokeResponse<B> exchangeAndAwait(@Nullable T payload) {
        return exchangeAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * Calls {@link #exchange()} and blocks until the response has arrived. See above for the exceptions.
     *
     * @return the response, never {@code null}
     */
    default InvokeResponse<B> exchangeAndAwait() {
        return exchangeAndAwait(InvokeMethodParameters.<T> ofNothing());
    }
}
