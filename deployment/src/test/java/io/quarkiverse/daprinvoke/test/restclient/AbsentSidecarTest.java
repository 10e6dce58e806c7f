package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.CompletionStage;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Each kind of method says that there is no sidecar as REST Client lets it.
 */
class AbsentSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.nobody());

    @RegisterRestClient(configKey = "orders")
    @DaprService("orders")
    @Path("/orders/{id}")
    public interface Orders {

        @GET
        String get(String id);

        @POST
        Uni<String> later(String id, String body);

        @GET
        CompletionStage<String> stage(String id);

        @GET
        Multi<String> stream(String id);
    }

    @Inject
    @RestClient
    Orders orders;

    @Test
    void directly() {
        assertThatThrownBy(() -> orders.get("a b")).isInstanceOfSatisfying(SidecarUnavailableException.class, failure -> {
            assertThat(failure).hasMessageStartingWith("The Dapr sidecar at " + SharedSidecar.nobody()
                    + " could not be reached for GET orders/orders/a b: ");
            assertThat(failure.mayHaveBeenSent()).isFalse();
        });
        assertThatThrownBy(() -> orders.later("7", "x").await().indefinitely())
                .isInstanceOf(SidecarUnavailableException.class);
    }

    @Test
    void asACause() {
        assertThat(catchThrowable(() -> orders.stage("7").toCompletableFuture().join()).getCause())
                .isInstanceOf(ProcessingException.class).hasCauseInstanceOf(SidecarUnavailableException.class);
        assertThatThrownBy(() -> orders.stream("7").collect().asList().await().indefinitely())
                .isInstanceOf(ProcessingException.class).hasCauseInstanceOf(SidecarUnavailableException.class);
    }
}
