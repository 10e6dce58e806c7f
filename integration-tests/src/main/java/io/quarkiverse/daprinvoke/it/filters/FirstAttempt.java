package io.quarkiverse.daprinvoke.it.filters;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * Runs before the first attempt. The others send the same header.
 */
@ForEmitters("retried")
@ApplicationScoped
public class FirstAttempt implements InvocationFilter {

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        call.header("x-first-attempt", String.valueOf(call.attempt()));
        return Uni.createFrom().voidItem();
    }
}
