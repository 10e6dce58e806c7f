package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.ClientWebApplicationException;
import org.jboss.resteasy.reactive.RestResponse;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * An error of the sidecar itself is recognized with all return types that are read before the caller has them.
 */
class RepliesWithSidecarErrorsTest {

    private static final String SIDECAR_ERROR = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no such app\"}";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class);

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        void nothing();

        @GET
        byte[] bytes();

        @GET
        InputStream stream();

        @GET
        Uni<InputStream> streamLater();

        @GET
        File file();

        @GET
        Multi<String> values();

        @GET
        @Produces("text/event-stream")
        Multi<String> events();

        @GET
        CompletionStage<String> stage();

        @GET
        RestResponse<String> response();

        @GET
        Uni<RestResponse<String>> responseLater();
    }

    @Inject
    @RestClient
    Orders orders;

    private static final Map<String, Consumer<Orders>> CALLS = Map.of("nothing", Orders::nothing, "bytes", Orders::bytes,
            "stream", Orders::stream, "streamLater", orders -> orders.streamLater().await().indefinitely(), "file",
            Orders::file,
            "values", orders -> orders.values().collect().asList().await().indefinitely(), "events",
            orders -> orders.events().collect().asList().await().indefinitely(), "stage",
            orders -> orders.stage().toCompletableFuture().join(), "response", Orders::response, "responseLater",
            orders -> orders.responseLater().await().indefinitely());

    @ParameterizedTest
    @ValueSource(strings = { "nothing", "bytes", "values", "events", "stage", "response", "responseLater" })
    void ofEachKind(String name) {
        Throwable found = failure(name);
        while (found != null && !(found instanceof InvocationStatusException)) {
            found = found.getCause();
        }
        assertThat(found).isNotNull();
        assertThat(((InvocationStatusException) found).errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
    }

    /** Its body has not been read when the failure is made. */
    @ParameterizedTest
    @ValueSource(strings = { "stream", "streamLater", "file" })
    void butNotOfOneThatTheCallerReads(String name) {
        assertThat(failure(name)).isInstanceOfSatisfying(ClientWebApplicationException.class,
                failure -> assertThat(failure.getResponse().getStatus()).isEqualTo(500));
    }

    private Throwable failure(String name) {
        SharedSidecar.get().answer(RawSidecar.json(500, SIDECAR_ERROR));
        Throwable failure = catchThrowable(() -> CALLS.get(name).accept(orders));
        SharedSidecar.get().next();
        return failure;
    }
}
