package io.quarkiverse.daprinvoke.benchmarks.contender;

import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.daprinvoke.benchmarks.Contender;
import io.quarkiverse.daprinvoke.benchmarks.Order;
import io.quarkiverse.daprinvoke.benchmarks.Receipt;
import io.smallrye.mutiny.Uni;

/**
 * The reactive REST client of Quarkus.
 */
@Singleton
@Named("rest-client")
class QuarkusRestClient implements Contender {

    @RegisterRestClient(configKey = "sidecar")
    @Path(Sidecar.PATH)
    interface Orders {

        @POST
        Uni<Receipt> place(Order order);
    }

    private final Orders orders;

    QuarkusRestClient(@RestClient Orders orders) {
        this.orders = orders;
    }

    @Override
    public void call(Order order, Outcome outcome) {
        orders.place(order).subscribe().with(outcome::succeeded, outcome::failed);
    }
}
