package io.quarkiverse.daprinvoke.it.filters;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Signs the payload of each call of one emitter.
 */
@ForEmitters("signed")
@Priority(9000)
@ApplicationScoped
public class Signature implements InvocationFilter {

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        Buffer body = call.body();
        call.header("x-signature", Hmac.of(body == null ? new byte[0] : body.getBytes()));
        return Uni.createFrom().voidItem();
    }
}
