package io.quarkiverse.daprinvoke.runtime.filter;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * A filter that needs what the current request holds. That request may have ended when filters run, because nobody waits for
 * the call, or because another filter takes its time.
 */
public interface CallerFilter extends InvocationFilter {

    /**
     * Called by the thread that makes a call.
     *
     * @return the filter of that call; what is wrong is its failure
     */
    InvocationFilter ofCall();

    @Override
    default Uni<Void> filter(OutgoingInvocation call) {
        return ofCall().filter(call);
    }
}
