package io.quarkiverse.daprinvoke;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The calls that every emitter can make. Inject an {@link Emitter} or a {@link RequestEmitter}.
 * <p>
 * <b>Three forms of each call.</b> A call takes a payload, nothing, or {@link InvokeMethodParameters}, which hold a payload and
 * what else the call sets, such as a header. A variable that is {@code null} means no payload in each of them. Write
 * {@code send()} and not {@code send(null)}, which does not compile because the compiler cannot choose one of the forms.
 * {@link InvokeMethodParameters} are always parameters and never a payload, also on an emitter of {@code Object}.
 * <p>
 * <b>Three ways to wait for each call.</b> {@code send}, {@code request} and {@code exchange} return a lazy {@link Uni}, which
 * makes one call for each subscription. The methods that end with {@code AndAwait} make the call and block until it has
 * ended, at most for the request timeout. They throw
 * <ul>
 * <li>{@link IllegalStateException} on an event loop, which must not be blocked; nothing is sent then,
 * <li>the {@link DaprInvokeException} with which the {@code Uni} would have failed,
 * <li>{@link java.util.concurrent.CompletionException} if the waiting thread is interrupted. The interrupt cancels the
 * call, and the thread stays interrupted.
 * </ul>
 * {@code sendAndForget} makes the call and returns at once. It logs a failure.
 *
 * @param <T> the type of the payload
 * @param <B> the type of the body that {@code exchange} returns
 */
public interface Invoker<T, B extends @Nullable Object> {

    /**
     * Makes a call and discards the body of the response as it arrives.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a lazy Uni that completes with {@code null} when the called application has answered with a 2xx status
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
     * {@link #send(InvokeMethodParameters)}, and waits until the call has ended. See above for the exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     */
    void sendAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * {@link #send(Object)}, and waits until the call has ended. See above for the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     */
    default void sendAndAwait(@Nullable T payload) {
        sendAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * {@link #send()}, and waits until the call has ended. See above for the exceptions.
     */
    default void sendAndAwait() {
        sendAndAwait(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * {@link #send(InvokeMethodParameters)} at once, without waiting. A failure is logged at {@code ERROR}.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return a handle that cancels the call if it has not ended
     */
    Cancellable sendAndForget(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * {@link #send(Object)} at once, without waiting. A failure is logged at {@code ERROR}.
     *
     * @param payload the payload, {@code null} to send no body
     * @return a handle that cancels the call if it has not ended
     */
    default Cancellable sendAndForget(@Nullable T payload) {
        return sendAndForget(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * {@link #send()} at once, without waiting. A failure is logged at {@code ERROR}.
     *
     * @return a handle that cancels the call if it has not ended
     */
    default Cancellable sendAndForget() {
        return sendAndForget(InvokeMethodParameters.<T> ofNothing());
    }

    /**
     * Makes a call and returns the response with any HTTP status: no status is a failure, and none is a reason for a retry.
     * {@link InvokeResponse#bytes()} is the body as it was received. It is held in memory, up to
     * {@code quarkus.dapr-invoke.max-response-size}.
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
     * {@link #exchange(InvokeMethodParameters)}, and waits for the response. See above for the exceptions.
     *
     * @param parameters the parameters of the call, {@code null} for none
     * @return the response, never {@code null}
     */
    InvokeResponse<B> exchangeAndAwait(@Nullable InvokeMethodParameters<? extends T> parameters);

    /**
     * {@link #exchange(Object)}, and waits for the response. See above for the exceptions.
     *
     * @param payload the payload, {@code null} to send no body
     * @return the response, never {@code null}
     */
    default InvokeResponse<B> exchangeAndAwait(@Nullable T payload) {
        return exchangeAndAwait(InvokeMethodParameters.ofPayload(payload));
    }

    /**
     * {@link #exchange()}, and waits for the response. See above for the exceptions.
     *
     * @return the response, never {@code null}
     */
    default InvokeResponse<B> exchangeAndAwait() {
        return exchangeAndAwait(InvokeMethodParameters.<T> ofNothing());
    }
}
