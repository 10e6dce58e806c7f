package io.quarkiverse.daprinvoke.it.filters;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Signs the tenant and the payload of each call of one emitter. It runs after the filter that sets the tenant.
 */
@ForEmitters("signed")
@Priority(9000)
@ApplicationScoped
public class Signature implements InvocationFilter {

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        Buffer signed = Buffer.buffer(String.valueOf(call.header("x-tenant")));
        Buffer body = call.body();
        call.header("x-signature", Hmac.of((body == null ? signed : signed.appendBuffer(body)).getBytes()));
        return Uni.createFrom().voidItem();
    }
}
