package io.quarkiverse.daprinvoke.runtime.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.runtime.call.BeforeAttempt;
import io.quarkiverse.daprinvoke.runtime.call.EarlierAttempts;
import io.quarkiverse.daprinvoke.runtime.call.OutgoingCall;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The filters of one emitter.
 *
 * @param emitterName the name of the emitter, empty for none
 * @param filters at least one, in the order in which they run
 */
public record EmitterFilters(String emitterName, List<FilterBean> filters) {

    /**
     * Runs on the thread that makes a call.
     *
     * @return the steps before each attempt of the call
     */
    public List<BeforeAttempt> of(ResolvedTarget target, InvokeMethodParameters<?> parameters) {
        List<BeforeAttempt> steps = new ArrayList<>(filters.size());
        for (FilterBean bean : filters) {
            Supplier<InvocationFilter> filter = bean.calls().get();
            steps.add((call, attempt, earlier) -> run(bean.name(), filter, target, parameters, call, attempt, earlier));
        }
        return steps;
    }

    private Uni<OutgoingCall> run(String name, Supplier<InvocationFilter> created, ResolvedTarget target,
            InvokeMethodParameters<?> parameters, OutgoingCall call, int attempt, EarlierAttempts earlier) {
        FilteredInvocation filtered = new FilteredInvocation(emitterName, target, parameters, call, attempt);
        // An emitter, because it also fails with an exception that the Uni of the filter throws on subscription
        return Uni.createFrom().<Void> emitter(emitter -> {
            InvocationFilter filter = created.get();
            if (attempt == 1 || filter.everyAttempt()) {
                Cancellable running = filter.filter(filtered).subscribe().with(emitter::complete, emitter::fail);
                emitter.onTermination(running::cancel);
            } else {
                emitter.complete(null);
            }
        })
                .onFailure().transform(failure -> new InvocationFilterException(target.describe(), name,
                        earlier.sent(), PrintableCause.of(failure)))
                .onTermination().invoke(filtered::end)
                .onItem().transform(item -> filtered.filtered());
    }
}
