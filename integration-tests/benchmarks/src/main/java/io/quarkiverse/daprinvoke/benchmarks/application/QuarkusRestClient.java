package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.RestQuery;

import io.smallrye.mutiny.Uni;

/**
 * The reactive REST client of Quarkus, with the sidecar as its URL.
 */
@Path("/rest-client")
public class QuarkusRestClient {

    @RegisterRestClient(configKey = "sidecar")
    @Path(Sidecar.PATH)
    interface Client {

        @POST
        Uni<Receipt> place(Order order);
    }

    private final Orders orders;
    private final Client client;

    QuarkusRestClient(Orders orders, @RestClient Client client) {
        this.orders = orders;
        this.client = client;
    }

    @GET
    public Uni<String> call(@RestQuery int size) {
        Order order = orders.any(size);
        return client.place(order).map(receipt -> receipt.of(order));
    }
}
