package io.quarkiverse.daprinvoke.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.runtime.call.BeforeAttempt;
import io.quarkiverse.daprinvoke.runtime.call.Call;
import io.quarkiverse.daprinvoke.runtime.call.EarlierAttempts;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.call.RetryingUni;
import io.quarkiverse.daprinvoke.runtime.codec.Blocking;
import io.quarkiverse.daprinvoke.runtime.codec.Body;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedSubscriber;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.EmptyUniSubscription;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.vertx.core.Context;

/**
 * Makes one call for each subscription, in one attempt unless filters or retries are on, a file is sent or a payload is
 * compressed. A separate operator, because the operators of Mutiny would add objects and context switches to every call.
 *
 * @param <R> the type of the item
 */
final class InvokeUni<R> extends AbstractUni<R> {

    private final SidecarClient client;
    private final EmitterSettings settings;
    private final InvokeMethodParameters<?> parameters;
    private final ResponseType<R> reply;
    private final Context caller;
    private final ResumedEvents resumed;

    /**
     * @param caller the context on which the outcome is delivered, {@code null} for the context of the subscription
     * @param resumed the event stream that this call resumes, {@code null} for none
     */
    InvokeUni(SidecarClient client, EmitterSettings settings, InvokeMethodParameters<?> parameters, ResponseType<R> reply,
            Context caller, ResumedEvents resumed) {
        this.client = client;
        this.settings = settings;
        this.parameters = parameters;
        this.reply = reply;
        this.caller = caller;
        this.resumed = resumed;
    }

    @Override
    public void subscribe(UniSubscriber<? super R> subscriber) {
        ObservedCall observed = settings.observed().begin();
        if (observed == null) {
            call(null, subscriber);
            return;
        }
        try {
            call(observed, new ObservedSubscriber<>(subscriber, observed));
        } catch (Throwable e) {
            // The subscriber failed in its own code, so it receives no outcome
            observed.failed(e);
            throw e;
        }
    }

    /**
     * @param observed the observed call, {@code null} without observers
     */
    private void call(ObservedCall observed, UniSubscriber<? super R> subscriber) {
        ResolvedTarget target;
        OutgoingCall call;
        ResponseType<R> reply;
        try {
            target = resumed != null ? resumed.target() : settings.target(parameters);
            if (observed != null) {
                observed.target(target);
            }
            ResponseStream stream = parameters.responseStream();
            if (resumed != null) {
                reply = this.reply;
                call = resumed.call(observed);
            } else if (stream != null && stream.isResuming()) {
                ResumedEvents events = new ResumedEvents(client, settings, parameters, target,
                        settings.call(target, parameters, null, caller));
                reply = this.reply.expecting(stream, events);
                call = events.call(observed);
            } else {
                reply = stream == null ? this.reply : this.reply.expecting(stream, null);
                call = settings.call(target, parameters, observed, caller);
            }
        } catch (Throwable e) {
            // Any exception is the failure of this call
            EmptyUniSubscription.propagateFailureEvent(subscriber, e);
            return;
        }
        Function<Blocking, Uni<Body>> measured = call.body() == null ? null : call.body().measured();
        if (settings.isOneAttempt() && measured == null) {
            Call.start(client, target, call, resumed == null ? EarlierAttempts.NONE : new EarlierAttempts(0, true), reply,
                    subscriber);
            return;
        }
        List<BeforeAttempt> steps = new ArrayList<>();
        if (measured != null) {
            steps.add((sent, attempt, earlier) -> measured.apply(blocking(sent.caller()))
                    .onFailure().transform(e -> EmitterSettings.unencodable(target, parameters.body(), e))
                    .onItem().transform(body -> sent.with(body)));
        }
        if (settings.filters() != null) {
            steps.addAll(settings.filters().of(target, parameters));
        }
        AbstractUni.subscribe(RetryingUni.of(client, target, call, reply, settings.retry(), steps, resumed != null),
                subscriber);
    }

    /** Not on the threads for files: the publisher of a part may block, or require the context of the caller. */
    private Blocking blocking(Context caller) {
        return new Blocking(client.blockingThreads(), task -> client.eventLoops().of(caller).runOn(caller, task));
    }
}
