package io.quarkiverse.daprinvoke.it;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestPath;

/**
 * The called application: an orders service without any knowledge of Dapr.
 */
@Path("/")
@Singleton
public class OrdersResource {

    private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> stock = new ConcurrentHashMap<>();

    @POST
    @Path("/create")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@HeaderParam("x-tenant") String tenant, Order order) {
        if (order.quantity() < 1) {
            throw new WebApplicationException(Response.status(422).entity(Map.of("error", "quantity")).build());
        }
        orders.add(order);
        Response.ResponseBuilder response = Response.status(201)
                .entity(new Receipt(order.id(), order.quantity() + " x " + order.item()));
        return tenant == null ? response.build() : response.header("x-served-for", tenant).build();
    }

    @GET
    @Path("/all")
    public List<Order> all() {
        return List.copyOf(orders);
    }

    @DELETE
    @Path("/all")
    public void clear() {
        orders.clear();
        notes.clear();
        stock.clear();
    }

    @POST
    @Path("/note")
    @Consumes(MediaType.TEXT_PLAIN)
    public void note(String text) {
        notes.add(text);
    }

    @GET
    @Path("/notes")
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @PUT
    @Path("/stock/{item}")
    public void stock(@RestPath String item, Stock level) {
        stock.put(item, level.quantity());
    }

    @GET
    @Path("/stock")
    public Map<String, Integer> stock() {
        return Map.copyOf(stock);
    }
}
