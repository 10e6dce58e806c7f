package io.quarkiverse.daprinvoke.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Invoker;
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

/**
 * The common part of both kinds of emitters.
 *
 * @param <B> the type of the body that an exchange returns
 */
abstract sealed class InvokerImpl<T, B> implements Invoker<T, B> permits EmitterImpl, RequestEmitterImpl {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final SidecarClient client;
    private final EmitterSettings settings;
    private final ResponseType<Void> nothing;
    private final ResponseType<InvokeResponse<B>> exchange;

    /**
     * @param nothing for calls without a response
     * @param exchange for calls that return the response with its status and headers
     */
    InvokerImpl(SidecarClient client, EmitterSettings settings, ResponseType<Void> nothing,
            ResponseType<InvokeResponse<B>> exchange) {
        this.client = client;
        this.settings = settings;
        this.nothing = nothing;
        this.exchange = exchange;
    }

    SidecarAddress sidecar() {
        return settings.sidecar();
    }

    InvocationTarget target() {
        return settings.target().describe();
    }

    Set<String> placeholdersOfParameters() {
        Set<String> placeholders = new LinkedHashSet<>(settings.headers().placeholders());
        placeholders.addAll(settings.query().placeholders());
        return placeholders;
    }

    List<Parameter> literalHeaders() {
        return settings.headers().literals();
    }

    void tellObservers() {
        ObservedEmitter observed = settings.observed();
        for (CallObserver observer : observed.observers()) {
            observer.emitter(observed);
        }
    }

    /**
     * @return an emitter with the same settings and these responses
     */
    <P, R> RequestEmitterImpl<P, R> withResponse(ResponseType<R> reply, ResponseType<InvokeResponse<R>> exchange) {
        return new RequestEmitterImpl<>(client, settings, nothing, reply, exchange);
    }

    @Override
    public Uni<Void> send(InvokeMethodParameters<? extends T> parameters) {
        return call(parameters, nothing);
    }

    @Override
    public void sendAndAwait(InvokeMethodParameters<? extends T> parameters) {
        await(parameters, nothing, "sendAndAwait", "send");
    }

    @Override
    public Cancellable sendAndForget(InvokeMethodParameters<? extends T> parameters) {
        return send(parameters).subscribe().with(sent -> {
        }, failure -> LOG.error("An invocation failed, and nobody waits for its outcome", PrintableCause.of(failure)));
    }

    @Override
    public Uni<InvokeResponse<B>> exchange(InvokeMethodParameters<? extends T> parameters) {
        return call(parameters, exchange);
    }

    @Override
    public InvokeResponse<B> exchangeAndAwait(InvokeMethodParameters<? extends T> parameters) {
        return await(parameters, exchange, "exchangeAndAwait", "exchange");
    }

    <X> Uni<X> call(InvokeMethodParameters<? extends T> parameters, ResponseType<X> reply) {
        return call(parameters, reply, null);
    }

    private <X> Uni<X> call(InvokeMethodParameters<? extends T> parameters, ResponseType<X> reply, Context caller) {
        return Infrastructure.onUniCreation(new InvokeUni<>(client, settings,
                parameters != null ? parameters : InvokeMethodParameters.none(), reply, caller, null));
    }

    <X> X await(InvokeMethodParameters<? extends T> parameters, ResponseType<X> reply, String blocking, String nonBlocking) {
        if (!BlockingOperationControl.isBlockingAllowed()) {
            throw new IllegalStateException(blocking + " must not be called on the event loop, which it would block (thread "
                    + Thread.currentThread().getName() + "). Use " + nonBlocking
                    + " and return its Uni, or run the caller on another thread, for example with @Blocking or "
                    + "@RunOnVirtualThread");
        }
        Context context = Vertx.currentContext();
        // A worker context runs one task at a time: delivering the outcome on it would deadlock with the task that waits
        Context other = context == null || context.isEventLoopContext() ? null : client.eventLoops().of(context).context();
        return await(call(parameters, reply, other));
    }

    /** Waits as Mutiny does, except that an interrupt of the thread cancels the call. */
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
