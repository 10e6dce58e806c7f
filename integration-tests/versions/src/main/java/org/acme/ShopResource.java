package org.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * What this extension is mostly used for, each in one method.
 */
@Path("/shop")
public class ShopResource {

    private static final Buffer CHUNK = Buffer.buffer("x".repeat(1024));

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "orders/{id}", httpVerb = HttpMethod.GET)
    RequestEmitter<Void, Order> find;

    @Inject
    @DaprInvoke(name = "stock")
    Emitter<Order> stock;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "shop/echo")
    RequestEmitter<Multi<Buffer>, Multi<Buffer>> echo;

    @POST
    @Path("/orders")
    public Uni<Receipt> create(Order order) {
        return create.request(order);
    }

    @GET
    @Path("/orders/{id}")
    public Uni<Order> find() {
        return find.request();
    }

    @PUT
    @Path("/stock/{item}")
    public Uni<Void> restock(Order order) {
        return stock.send(order);
    }

    /**
     * @return how many bytes came back
     */
    @GET
    @Path("/streams")
    @Produces(MediaType.TEXT_PLAIN)
    public Uni<Long> stream(@RestQuery int chunks) {
        return echo.request(Multi.createFrom().range(0, chunks).map(number -> CHUNK.copy()))
                .flatMap(reply -> reply.collect().in(Count::new, Count::add)).map(count -> count.bytes);
    }

    @POST
    @Path("/echo")
    public byte[] echo(byte[] body) {
        return body;
    }

    private static final class Count {

        private long bytes;

        void add(Buffer chunk) {
            bytes += chunk.length();
        }
    }
}
