package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The calls of interfaces as the application receives them, and that a hostile parameter does not reach another API of the
 * sidecar.
 */
@QuarkusTest
class InterfaceTest {

    @RegisterRestClient
    @DaprService(Topology.ENDPOINT)
    @Path("/orders")
    public interface Orders {

        @POST
        @Path("/{id}")
        String create(@PathParam("id") String id, @QueryParam("q") String query, String body);

        @GET
        @Path("/{path:.*}")
        String any(@Encoded @PathParam("path") String path);
    }

    @RegisterRestClient
    @DaprService("nobody")
    @Path("/orders")
    public interface Nobody {

        @GET
        String get();
    }

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    Nobody nobody;

    @Test
    void reachesTheApplication() {
        assertThat(orders.create("a b;c=d", "x&/../y", "body")).isEqualTo("echo POST /orders/a%20b;c=d?q=x%26%2F..%2Fy");
        assertThat(DAPR.target().call().body()).hasToString("body");
    }

    @Test
    void doesNotReachAnotherApi() {
        for (String path : new String[] { "../../../../metadata", "..", "%2e%2e/%2e%2e/x", "a%2F..%2Fb" }) {
            assertThatThrownBy(() -> orders.any(path)).isInstanceOf(InvalidInvocationTargetException.class);
        }
        assertThat(DAPR.target().received()).isEmpty();
    }

    @Test
    void anErrorOfTheSidecarIsKnown() {
        assertThatThrownBy(nobody::get).isInstanceOfSatisfying(InvocationStatusException.class,
                failure -> assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE"));
    }
}
