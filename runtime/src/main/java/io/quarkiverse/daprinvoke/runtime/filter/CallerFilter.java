package io.quarkiverse.daprinvoke.runtime.filter;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * A filter that requires data of the current request. The request may have ended when filters run, because nobody waits for the
 * call or because another filter is slow.
 */
public interface CallerFilter extends InvocationFilter {

    /**
     * Runs on the thread that makes a call.
     *
     * @return the filter of that call, which fails if there was a problem
     */
    InvocationFilter ofCall();

    @Override
    default Uni<Void> filter(OutgoingInvocation call) {
        return ofCall().filter(call);
    }
}
