package io.quarkiverse.daprinvoke.filter;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * Filters outgoing calls. Every CDI bean of this type is a filter of all emitters, or of the emitters that {@link ForEmitters}
 * names. An alternative replaces a filter only if it is of the class of that filter.
 *
 * <pre>
 * {@literal @}ApplicationScoped
 * class CorrelationId implements InvocationFilter {
 *
 *     {@literal @}Override
 *     public Uni&lt;Void&gt; filter(OutgoingInvocation call) {
 *         call.header("x-correlation-id", UUID.randomUUID().toString());
 *         return Uni.createFrom().voidItem();
 *     }
 * }
 * </pre>
 *
 * <b>Order.</b> Filters run one after the other, in the order of their {@code @Priority}: the smallest value first, 5000 by
 * default. Filters that configuration enables (tokens, {@code Idempotency-Key}) have the priority 1000. A filter sees, and can
 * replace, the headers that annotation, configuration, the call itself, tracing and earlier filters have set.
 * <p>
 * <b>Threads.</b> A filter runs on the Vert.x context on which the outcome of the call is delivered. It has the CDI request
 * context of the thread that subscribed to the call. It has no request context if there was none, or if its request has ended,
 * as with {@code sendAndForget}. It must not block. Its {@code Uni} can complete on any thread.
 * <p>
 * <b>Timeout.</b> Filters run after the payload is encoded and before the call takes a connection. Their time counts towards
 * the timeout of the call. If the timeout elapses or the call is cancelled, the {@code Uni} of the filter is cancelled, and
 * nothing is sent.
 * <p>
 * <b>Failures.</b> If a filter throws, returns {@code null}, or its {@code Uni} fails, the call fails with
 * {@link io.quarkiverse.daprinvoke.InvocationFilterException}. Nothing is sent, and the call is not retried.
 * <p>
 * A filter can call emitters, and the filters of these emitters apply to the calls. Restrict the filter with
 * {@link ForEmitters}, so that it does not run for its own calls.
 */
@FunctionalInterface
public interface InvocationFilter {

    /**
     * Filters one call.
     *
     * @param call the call, valid until the returned {@code Uni} ends
     * @return a {@code Uni} that completes, with any item, when the call can be sent
     */
    @CheckReturnValue
    Uni<@Nullable Void> filter(OutgoingInvocation call);

    /**
     * Whether this filter runs before each attempt of a call. A filter for tokens needs this, because a token can expire
     * between attempts.
     *
     * @return {@code false} (the default) to run before the first attempt only. Further attempts then send the headers that it
     *         has set
     */
    default boolean everyAttempt() {
        return false;
    }
}
