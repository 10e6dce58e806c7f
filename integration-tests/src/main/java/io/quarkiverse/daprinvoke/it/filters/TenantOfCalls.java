package io.quarkiverse.daprinvoke.it.filters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * Sends the tenant of the request to the called application.
 */
@ForEmitters("signed")
@ApplicationScoped
public class TenantOfCalls implements InvocationFilter {

    @Inject
    Tenant tenant;

    @Inject
    TenantDirectory directory;

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        return directory.numberOf(tenant.getName())
                .onItem().invoke(number -> call.header("x-tenant", number))
                .replaceWithVoid();
    }
}
