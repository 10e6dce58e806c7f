package io.quarkiverse.daprinvoke.production.observed;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Emitters whose calls are measured, traced and logged. What other tests could not do with is in {@link Observed}.
 */
@Singleton
public class Calls {

    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/{id}?key=secret", httpVerb = "get")
    RequestEmitter<Void, String> order;

    /** Of the same target, and another type. */
    @Inject
    @DaprInvoke(appId = "shop", methodName = "orders/{id}?key=secret", httpVerb = "get")
    Emitter<String> orderAsWell;

    @Inject
    @DaprInvoke(name = "again", appId = "shop", methodName = "again", httpVerb = "put")
    Emitter<String> again;

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "proxied/{method}", httpVerb = "{verb}")
    Emitter<String> proxy;

    @Inject
    @DaprInvoke(name = "listed", appId = "{app}", methodName = "listed")
    Emitter<String> listed;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "feed")
    RequestEmitter<String, Multi<Buffer>> feed;

    record Counted(int number) {
    }

    @Inject
    @DaprInvoke(appId = "shop", methodName = "number", httpVerb = "get")
    RequestEmitter<Void, Counted> number;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "/")
    Emitter<String> root;

    @Inject
    @DaprInvoke(name = "hook", appId = "${hook.app-id:shop}", methodName = "hook")
    Emitter<String> hook;

    @Inject
    @DaprInvoke(name = "absent", appId = "shop", methodName = "absent", daprAddress = "${absent.address:}")
    Emitter<String> absent;

    @Inject
    @DaprInvoke(name = "refused", appId = "shop", methodName = "refused")
    Emitter<String> refused;

    @ForEmitters("refused")
    @Singleton
    static class Refusing implements InvocationFilter {

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            return Uni.createFrom().failure(new IllegalStateException());
        }
    }
}
