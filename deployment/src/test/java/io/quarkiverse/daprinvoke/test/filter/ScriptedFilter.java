package io.quarkiverse.daprinvoke.test.filter;

import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * A filter of all emitters that does what the test says.
 */
@ApplicationScoped
class ScriptedFilter implements InvocationFilter {

    private volatile Function<OutgoingInvocation, Uni<Void>> script;
    private volatile boolean everyAttempt;

    /** Does nothing from now on. */
    void reset() {
        runs(call -> Uni.createFrom().voidItem(), false);
    }

    void runs(Function<OutgoingInvocation, Uni<Void>> script) {
        runs(script, false);
    }

    void runs(Function<OutgoingInvocation, Uni<Void>> script, boolean everyAttempt) {
        this.script = script;
        this.everyAttempt = everyAttempt;
    }

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        return script.apply(call);
    }

    @Override
    public boolean everyAttempt() {
        return everyAttempt;
    }
}
