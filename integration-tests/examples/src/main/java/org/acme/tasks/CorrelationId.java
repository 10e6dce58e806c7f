package org.acme.tasks;

import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

@ForEmitters("payments")
@ApplicationScoped
public class CorrelationId implements InvocationFilter {

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        call.header("x-correlation-id", UUID.randomUUID().toString());
        return Uni.createFrom().voidItem();
    }
}
