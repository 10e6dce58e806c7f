package io.quarkiverse.daprinvoke.runtime.call;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.InFlightCalls;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.ShortText;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.http.HttpHeaders;

/**
 * One call of an emitter with filters or retries: each subscription makes an attempt. All attempts have the same target and
 * body. The timeout of the call covers all attempts and the steps before them.
 *
 * @param <R> the type of the item
 */
public final class RetryingUni<R> extends AbstractUni<R> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final SidecarClient client;
    private final ResolvedTarget target;
    private final ResponseType<R> reply;
    private final RetrySettings retry;
    private final List<BeforeAttempt> steps;
    private final long started = System.nanoTime();
    // Attempts run one after the other
    private OutgoingCall call;
    private int made;
    private boolean sent;

    private RetryingUni(SidecarClient client, ResolvedTarget target, OutgoingCall call, ResponseType<R> reply,
            RetrySettings retry, List<BeforeAttempt> steps, boolean sent) {
        this.client = client;
        this.target = target;
        this.call = call;
        this.reply = reply;
        this.retry = retry;
        this.steps = steps;
        this.sent = sent;
    }

    /**
     * @param steps the steps before each attempt
     * @param sent whether an earlier call of the same stream may have been sent
     * @return the call, to be subscribed to at once and only once; its failure is the failure of the last attempt
     */
    public static <R> Uni<R> of(SidecarClient client, ResolvedTarget target, OutgoingCall call, ResponseType<R> reply,
            RetrySettings retry, List<BeforeAttempt> steps, boolean sent) {
        // Steps can complete on any thread
        OutgoingCall of = steps.isEmpty() || call.caller() != null ? call : call.on(client.eventLoops().caller());
        RetryingUni<R> attempts = new RetryingUni<>(client, target, of, reply, retry, steps, sent);
        if (retry.maxAttempts() == 1) {
            return attempts;
        }
        // next(..) also decides which failures are retried, because a predicate here would not exclude the others
        return attempts.onFailure().retry().when(failures -> failures.onItem().transformToUniAndConcatenate(attempts::next));
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        EarlierAttempts earlier = made == 0 && !sent ? EarlierAttempts.NONE : new EarlierAttempts(spentMillis(), sent);
        made++;
        if (steps.isEmpty()) {
            Call.start(client, target, call, earlier, reply, subscriber);
        } else {
            InFlightCalls.Entry preparing = client.inFlight().enter();
            try {
                AbstractUni.subscribe(prepared(earlier, preparing), subscriber);
            } catch (Throwable e) {
                // The subscriber failed in its own code, and the steps have not begun
                preparing.leave();
                throw e;
            }
        }
    }

    private Uni<R> prepared(EarlierAttempts earlier, InFlightCalls.Entry preparing) {
        return new Preparation(client, target.describe(), steps, made, earlier, this::spentMillis).of(call)
                .onItem().transformToUni(ready -> {
                    call = ready;
                    return new AbstractUni<R>() {
                        @Override
                        public void subscribe(UniSubscriber<? super R> subscriber) {
                            Call.start(client, target, call, new EarlierAttempts(spentMillis(), sent), reply, subscriber);
                            // Not before the attempt counts as in flight: a stopping application waits for the call
                            preparing.leave();
                        }
                    };
                })
                .onTermination().invoke(preparing::leave);
    }

    /**
     * @return an item when the next attempt is due, or the failure if there is no further attempt
     */
    private Uni<Boolean> next(Throwable failure) {
        Uni<Boolean> end = Uni.createFrom().failure(failure);
        if (made >= retry.maxAttempts()
                || !retry.covers(failure, target.verb(), call.body() != null && call.body().isSentOnce())) {
            return end;
        }
        long delay = retry.backOffMillis(made, ThreadLocalRandom.current().nextDouble());
        if (failure instanceof InvocationStatusException answer) {
            delay = Math.max(delay,
                    RetryAfter.millis(answer.headers().get(HttpHeaders.RETRY_AFTER), System.currentTimeMillis()));
        }
        if (delay >= call.timeout().toMillis() - spentMillis()) {
            return end;
        }
        sent = ((DaprInvokeException) failure).mayHaveBeenSent();
        if (LOG.isDebugEnabled()) {
            LOG.debugf("Attempt %d of %d of %s failed (%s). The next attempt starts in %d ms", made, retry.maxAttempts(),
                    ShortText.of(target.toLine()), outcome(failure), delay);
        }
        return client.delay(delay).onItem().transformToUni(passed -> passed ? Uni.createFrom().item(true) : end);
    }

    /** Without the message, which may contain untrusted text. */
    private static String outcome(Throwable failure) {
        return failure instanceof InvocationStatusException answer ? "status " + answer.statusCode()
                : failure.getClass().getSimpleName();
    }

    private long spentMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }
}
