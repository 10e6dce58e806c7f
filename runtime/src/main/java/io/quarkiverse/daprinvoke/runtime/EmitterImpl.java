package io.quarkiverse.daprinvoke.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * Every emitter. One that is injected without a reply type is never asked for replies.
 */
final class EmitterImpl<T, R> implements RequestEmitter<T, R> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final SidecarClient client;
    private final EmitterSettings settings;
    private final ResponseType<R> reply;

    EmitterImpl(SidecarClient client, EmitterSettings settings, ResponseType<R> reply) {
        this.client = client;
        this.settings = settings;
        this.reply = reply;
    }

    SidecarAddress sidecar() {
        return settings.sidecar();
    }

    InvocationTarget target() {
        return settings.target().describe();
    }

    void tellObservers() {
        ObservedEmitter observed = settings.observed();
        for (CallObserver observer : observed.observers()) {
            observer.emitter(observed);
        }
    }

    /**
     * @return an emitter with the same settings and other replies
     */
    <X> EmitterImpl<T, X> withReply(ResponseType<X> other) {
        return new EmitterImpl<>(client, settings, other);
    }

    @Override
    public Uni<Void> send(T payload) {
        return send(parameters(payload));
    }

    @Override
    public Uni<Void> send() {
        return send((T) null);
    }

    @Override
    public Uni<Void> send(InvokeMethodParameters<T> parameters) {
        return call(parameters, ResponseType.NONE);
    }

    @Override
    public Uni<InvokeResponse<Buffer>> exchange(InvokeMethodParameters<T> parameters) {
        return call(parameters, ResponseType.EXCHANGE);
    }

    @Override
    public void sendAndAwait(T payload) {
        await(parameters(payload), ResponseType.NONE, "sendAndAwait", "send");
    }

    @Override
    public Cancellable sendAndForget(T payload) {
        return send(payload).subscribe().with(sent -> {
        }, failure -> LOG.error("An invocation that nobody waits for failed", PrintableCause.of(failure)));
    }

    @Override
    public Uni<R> request(T payload) {
        return request(parameters(payload));
    }

    @Override
    public Uni<R> request() {
        return request((T) null);
    }

    @Override
    public Uni<R> request(InvokeMethodParameters<T> parameters) {
        return call(parameters, reply);
    }

    @Override
    public R requestAndAwait(T payload) {
        return await(parameters(payload), reply, "requestAndAwait", "request");
    }

    /** On an emitter of {@code Object} the compiler takes parameters of another type for a payload. */
    @SuppressWarnings("unchecked")
    private InvokeMethodParameters<T> parameters(T payload) {
        return payload instanceof InvokeMethodParameters<?> parameters ? (InvokeMethodParameters<T>) parameters
                : InvokeMethodParameters.of(payload);
    }

    private <X> Uni<X> call(InvokeMethodParameters<T> parameters, ResponseType<X> reply) {
        return call(parameters, reply, null);
    }

    private <X> Uni<X> call(InvokeMethodParameters<T> parameters, ResponseType<X> reply, Context caller) {
        // On an emitter of Object the compiler takes null for parameters
        return Infrastructure.onUniCreation(new InvokeUni<>(client, settings,
                parameters != null ? parameters : InvokeMethodParameters.of(null), reply, caller));
    }

    private <X> X await(InvokeMethodParameters<T> parameters, ResponseType<X> reply, String blocking, String nonBlocking) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException(blocking + " must not be called on the event loop, which it would block (thread "
                    + Thread.currentThread().getName() + "). Use " + nonBlocking
                    + " and return its Uni, or run the caller on another thread, for example with @Blocking or "
                    + "@RunOnVirtualThread");
        }
        Context context = Vertx.currentContext();
        // The context of a worker runs one task after the other: the outcome would wait behind the task that waits for it
        Context other = context == null || context.isEventLoopContext() ? null : client.eventLoops().of(context).context();
        return await(call(parameters, reply, other));
    }

    /** As that of Mutiny does, except that a thread that is interrupted takes its call with it. */
    private static <X> X await(Uni<X> uni) {
        CompletableFuture<X> outcome = new CompletableFuture<>();
        Cancellable call = uni.subscribe().with(outcome::complete, outcome::completeExceptionally);
        try {
            return outcome.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
