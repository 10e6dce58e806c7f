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
 * The steps before one attempt, one after the other on the caller's context. Each ends at the latest at the timeout of the call
 * or when the application has stopped.
 */
final class Preparation {

    private final SidecarClient client;
    private final InvocationTarget target;
    private final List<BeforeAttempt> steps;
    private final int attempt;
    private final EarlierAttempts earlier;
    private final LongSupplier spentMillis;

    /**
     * @param spentMillis the milliseconds since the subscription to the call
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
     * @param call the request before the steps; it has a caller
     * @return the request after the steps, or their failure, on the caller's context
     */
    Uni<OutgoingCall> of(OutgoingCall call) {
        Loop loop;
        try {
            loop = client.eventLoops().of(call.caller());
        } catch (Throwable e) {
            // The client cannot be created, for example because a file of its TLS configuration is missing
            return Uni.createFrom().failure(failures(call).ofClient(e));
        }
        // Created here, to capture the request context of this thread
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
        // The deadline comes first, because a step that ends at once cancels it
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
