package io.quarkiverse.daprinvoke.test.support;

import java.util.ArrayList;
import java.util.List;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

/**
 * The event loops of an application.
 */
public final class AllEventLoops {

    private AllEventLoops() {
    }

    /**
     * @return a context for each event loop
     */
    public static List<Context> of(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        List<Context> contexts = new ArrayList<>();
        internal.getEventLoopGroup().forEach(loop -> contexts.add(internal.createEventLoopContext(
                (io.netty.channel.EventLoop) loop, null, Thread.currentThread().getContextClassLoader())));
        return contexts;
    }
}
