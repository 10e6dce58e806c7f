package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import io.quarkiverse.daprinvoke.DaprService;
import io.smallrye.mutiny.Uni;

/**
 * The reactive REST client of Quarkus, with the sidecar as its URL, and with an app ID.
 */
@Path("/rest-client")
public class QuarkusRestClient {

    @RegisterRestClient(configKey = "sidecar")
    @Path(Sidecar.PATH)
    interface Client {

        @POST
        Uni<Receipt> place(Order order);
    }

    @RegisterRestClient(configKey = "through-dapr")
    @DaprService(Sidecar.APP_ID)
    @Path(Sidecar.METHOD)
    interface ThroughDapr {

        @POST
        Uni<Receipt> place(Order order);
    }

    private final Orders orders;
    private final Client client;
    private final ThroughDapr throughDapr;

    QuarkusRestClient(Orders orders, @RestClient Client client, @RestClient ThroughDapr throughDapr) {
        this.orders = orders;
        this.client = client;
        this.throughDapr = throughDapr;
    }

    @GET
    public Uni<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return client.place(order).map(receipt -> receipt.of(order));
    }

    @GET
    @Path("/through-dapr")
    public Uni<String> throughDapr(@RestQuery int size) {
        Order order = orders.any(size);
        return throughDapr.place(order).map(receipt -> receipt.of(order));
    }
}
