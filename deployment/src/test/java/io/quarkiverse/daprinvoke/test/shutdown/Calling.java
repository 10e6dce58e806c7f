package io.quarkiverse.daprinvoke.test.shutdown;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.AllEventLoops;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * An application that makes calls all the time, in requests and besides.
 */
@Path("/call")
public class Calling {

    private static final int CALLERS = 4;

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @GET
    public Uni<String> call() {
        return emitter.request("x");
    }

    /** Makes calls on all event loops, one after the other, until they fail. */
    @GET
    @Path("/always")
    public String always() {
        for (Context eventLoop : AllEventLoops.of(vertx)) {
            for (int i = 0; i < CALLERS; i++) {
                again(eventLoop);
            }
        }
        return "calling";
    }

    private void again(Context eventLoop) {
        eventLoop.runOnContext(v -> emitter.request("x").subscribe().with(reply -> again(eventLoop), failure -> {
        }));
    }
}
