package io.quarkiverse.daprinvoke.it.threads;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;

/**
 * Calls from threads that the application did not start, such as those of {@code java.net.http.HttpClient}: their context class
 * loader cannot find the classes of the application. Each path has its own emitter, so that its call is the first one.
 */
@Path("/foreign-threads")
@Produces(MediaType.TEXT_PLAIN)
public class ForeignThreadsResource {

    private static final String APP_ID = "orders";
    private static final String METHOD = "echo";

    public record Crate(String label, Duration shelfLife) {
    }

    @Inject
    @DaprInvoke(name = "without-loader", appId = APP_ID, methodName = METHOD)
    RequestEmitter<Crate, Crate> withoutLoader;

    @Inject
    @DaprInvoke(name = "platform-loader", appId = APP_ID, methodName = METHOD)
    RequestEmitter<Crate, Crate> platformLoader;

    @Inject
    @DaprInvoke(name = "system-loader", appId = APP_ID, methodName = METHOD)
    RequestEmitter<Crate, Crate> systemLoader;

    @Inject
    @DaprInvoke(name = "isolated-loader", appId = APP_ID, methodName = METHOD)
    RequestEmitter<Crate, Crate> isolatedLoader;

    @Inject
    @DaprInvoke(name = "forgotten", appId = APP_ID, methodName = METHOD)
    Emitter<Crate> forgotten;

    @GET
    @Path("/without-loader")
    public CompletableFuture<String> withoutLoader() {
        return call(null, withoutLoader);
    }

    @GET
    @Path("/platform-loader")
    public CompletableFuture<String> platformLoader() {
        return call(ClassLoader.getPlatformClassLoader(), platformLoader);
    }

    @GET
    @Path("/system-loader")
    public CompletableFuture<String> systemLoader() {
        return call(ClassLoader.getSystemClassLoader(), systemLoader);
    }

    @GET
    @Path("/isolated-loader")
    public CompletableFuture<String> isolatedLoader() {
        return call(new URLClassLoader(new URL[0], null), isolatedLoader);
    }

    @GET
    @Path("/forgotten")
    public CompletableFuture<Void> forgotten() {
        return CompletableFuture.runAsync(() -> forgotten.sendAndForget(new Crate("tea", Duration.ofDays(2))),
                threads(null));
    }

    private static CompletableFuture<String> call(ClassLoader loader, RequestEmitter<Crate, Crate> emitter) {
        return CompletableFuture.supplyAsync(() -> {
            Crate crate = emitter.requestAndAwait(new Crate("tea", Duration.ofDays(2)));
            return crate.label() + " for " + crate.shelfLife();
        }, threads(loader)).orTimeout(30, TimeUnit.SECONDS);
    }

    private static Executor threads(ClassLoader loader) {
        return task -> {
            Thread thread = new Thread(task, "foreign");
            thread.setContextClassLoader(loader);
            thread.start();
        };
    }
}
