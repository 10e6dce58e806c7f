package io.quarkiverse.daprinvoke.filter;

import org.jspecify.annotations.Nullable;

import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/**
 * Sees each call before it is sent. Any CDI bean of this type is a filter of all emitters, or of those that
 * {@link ForEmitters} names. An alternative takes the place of a filter only if it is of the class of that filter:
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
 * <b>Order.</b> Filters run one after the other, ordered by {@code @Priority}: the smallest value first, 5000 if there is none.
 * The filters that configuration switches on (tokens, {@code Idempotency-Key}) have the priority 1000. Filters see, and may
 * replace, what annotation, configuration, the call itself, traces and earlier filters have set.
 * <p>
 * <b>Threads.</b> A filter runs on the Vert.x context on which the outcome of the call is delivered, with the CDI request
 * context of the thread that subscribed to the call, if there was one and unless its request has ended meanwhile, as with
 * {@code sendAndForget}. It must not block. Its {@code Uni} may complete on any thread.
 * <p>
 * <b>Time.</b> Filters run after the payload is encoded and before the call takes a connection. Their time counts for the
 * timeout of the call. When the timeout passes or the call is cancelled, the {@code Uni} of the filter is cancelled, and
 * nothing is sent.
 * <p>
 * <b>Failures.</b> If a filter throws, returns {@code null}, or its {@code Uni} fails, the call fails with
 * {@link io.quarkiverse.daprinvoke.InvocationFilterException}. Nothing is sent, and the call is not tried again.
 * <p>
 * A filter may call emitters, whose filters apply to these calls. Restrict it with {@link ForEmitters}, so that it does not run
 * for its own calls.
 */
@FunctionalInterface
public interface InvocationFilter {

    /**
     * Filters one call.
     *
     * @param call the call, valid until the returned {@code Uni} ends
     * @return completes, with any item, when the call may go on
     */
    @CheckReturnValue
    Uni<@Nullable Void> filter(OutgoingInvocation call);

    /**
     * Whether this filter runs before each attempt of a call, as a token needs it, which may have expired meanwhile.
     *
     * @return {@code false}, the default, to run before the first attempt only; further attempts then send the headers that it
     *         has set
     */
    default boolean everyAttempt() {
        return false;
    }
}
