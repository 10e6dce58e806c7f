package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A stream that ends, or that is cancelled, does not take the calls along that share its connection.
 */
class StreamsOverHttp2Test {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2");

    @RegisterRestClient
    @DaprService("orders")
    @Path("/")
    public interface Orders {

        @GET
        @Path("/SILENCE")
        Uni<String> slow();

        @GET
        @Path("/EVENTS")
        @Produces("text/event-stream")
        Multi<String> events();

        @GET
        @Path("/VALUES")
        @Produces("application/x-ndjson")
        Multi<String> values();
    }

    @Inject
    @RestClient
    Orders orders;

    @Test
    void whenItEnds() throws Exception {
        CompletableFuture<String> slow = orders.slow().subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        assertThat(orders.events().collect().asList().await().indefinitely()).hasSize(2);
        answer.run();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("{\"id\":7}");
    }

    @Test
    void whenItIsCancelled() throws Exception {
        CompletableFuture<String> slow = orders.slow().subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        assertThat(orders.values().select().first(1).collect().asList().await().indefinitely()).hasSize(1);
        answer.run();
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("{\"id\":7}");
    }
}
