package io.quarkiverse.daprinvoke.it.filters;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * Runs before each attempt.
 */
@ForEmitters("retried")
@ApplicationScoped
public class AttemptNumber implements InvocationFilter {

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        call.header("x-attempt", String.valueOf(call.attempt()));
        return Uni.createFrom().voidItem();
    }

    @Override
    public boolean everyAttempt() {
        return true;
    }
}
