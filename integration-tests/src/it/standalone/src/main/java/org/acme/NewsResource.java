package org.acme;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * News goes through a channel of MicroProfile Reactive Messaging, and from there as an invocation to this application itself.
 */
@Path("/news")
@Singleton
public class NewsResource {

    public record News(String title) {
    }

    private final List<News> received = new CopyOnWriteArrayList<>();

    @Inject
    @Channel("news")
    MutinyEmitter<News> channel;

    @Inject
    @DaprInvoke(appId = "standalone", methodName = "news/received")
    Emitter<News> invocation;

    @Inject
    @DaprInvoke(name = "elsewhere", appId = "standalone", methodName = "news/received")
    Emitter<News> elsewhere;

    @POST
    public Uni<Void> publish(News news) {
        return channel.send(news);
    }

    @Incoming("news")
    public Uni<Void> forward(News news) {
        return invocation.send(news);
    }

    /**
     * The only call of its emitter comes from a thread without a context class loader.
     */
    @POST
    @Path("/elsewhere")
    public CompletionStage<Void> sendFromElsewhere(News news) {
        return CompletableFuture.runAsync(() -> elsewhere.sendAndAwait(news), task -> {
            Thread thread = new Thread(task);
            thread.setContextClassLoader(null);
            thread.start();
        });
    }

    @POST
    @Path("/received")
    public void receive(News news) {
        received.add(news);
    }

    @GET
    @Path("/received")
    public List<News> received() {
        return received;
    }
}
