package io.quarkiverse.daprinvoke.runtime.call;

import java.util.List;
import java.util.function.LongSupplier;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.EventLoops.Loop;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The steps before one attempt, one after the other on the caller's context. Each ends at the latest when the time of the call
 * is over or the application has stopped.
 */
final class Preparation {

    private final SidecarClient client;
    private final InvocationTarget target;
    private final List<BeforeAttempt> steps;
    private final int attempt;
    private final EarlierAttempts earlier;
    private final LongSupplier spentMillis;

    /**
     * @param spentMillis how many milliseconds have passed since the subscription to the call
     */
    Preparation(SidecarClient client, InvocationTarget target, List<BeforeAttempt> steps, int attempt, EarlierAttempts earlier,
            LongSupplier spentMillis) {
        this.client = client;
        this.target = target;
        this.steps = steps;
        this.attempt = attempt;
        this.earlier = earlier;
        this.spentMillis = spentMillis;
    }

    /**
     * @param call what is sent unless a step changes it; it has a caller
     * @return what is sent, or why nothing is, on the caller's context
     */
    Uni<OutgoingCall> of(OutgoingCall call) {
        Loop loop;
        try {
            loop = client.eventLoops().of(call.caller());
        } catch (Throwable e) {
            // No client could be made, for example because a file of its TLS configuration is gone
            return Uni.createFrom().failure(failures(call).ofClient(e));
        }
        // Here, so that the request context of this thread is captured
        Uni<OutgoingCall> prepared = after(0, call, loop);
        // The subscriber has its subscription at once: the operators of a retry would lose a cancellation before that
        return Uni.createFrom().emitter(emitter -> loop.runOn(call.caller(), () -> {
            Cancellable running = prepared.subscribe().with(emitter::complete, emitter::fail);
            emitter.onTermination(running::cancel);
        }));
    }

    private Uni<OutgoingCall> after(int done, OutgoingCall call, Loop loop) {
        long left = call.timeout().toMillis() - spentMillis.getAsLong();
        if (left <= 0) {
            return Uni.createFrom().failure(failures(call).ofTimeout(call.timeout(), false));
        }
        if (done == steps.size()) {
            return Uni.createFrom().item(call);
        }
        // First the deadline: a step that ends at once cancels it
        return Uni.combine().any().of(deadline(left, call), steps.get(done).prepare(call, attempt, earlier))
                .emitOn(task -> loop.runOn(call.caller(), task))
                .onItem().transformToUni(prepared -> after(done + 1, prepared, loop));
    }

    private Uni<OutgoingCall> deadline(long left, OutgoingCall call) {
        return client.deadline(left).onItem().transformToUni(passed -> {
            DaprInvokeException failure = passed ? failures(call).ofTimeout(call.timeout(), false) : failures(call).ofStop();
            return Uni.createFrom().failure(failure);
        });
    }

    private InvocationFailures failures(OutgoingCall call) {
        return new InvocationFailures(target, call.sidecar(), null, false, earlier);
    }
}
