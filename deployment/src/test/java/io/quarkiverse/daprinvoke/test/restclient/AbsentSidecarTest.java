package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Each kind of method says that there is no sidecar as REST Client lets it.
 */
class AbsentSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, OrdersLast.class, Last.class)
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

    @Singleton
    public static class Last implements ClientRequestFilter {

        volatile Consumer<ClientRequestContext> change = context -> {
        };

        @Override
        public void filter(ClientRequestContext context) {
            change.accept(context);
        }
    }

    @RegisterRestClient
    @RegisterProvider(value = Last.class, priority = Integer.MAX_VALUE)
    @DaprService("orders")
    public interface OrdersLast extends Orders {
    }

    private static final String HERE = SharedSidecar.nobody() + "/v1.0/invoke/orders/method/orders/";

    private static final Map<String, Consumer<ClientRequestContext>> REFUSED = Map.of(
            "app ID", context -> context.setUri(URI.create(HERE.replace("/orders/method", "/evil/method"))),
            "dot segment", context -> context.setUri(URI.create(HERE + "..")),
            "verb", context -> context.setMethod("PURGE"),
            "header", context -> context.getHeaders().putSingle("dapr-app-id", "evil"),
            "content type", context -> context.setEntity("x", new Annotation[0],
                    new MediaType("text", "plain", Map.of("a", "\r\nb"))));

    /** Allowed before the checks only. */
    private static final Map<String, Consumer<ClientRequestContext>> TOO_LATE = Map.of(
            "path", context -> context.setUri(URI.create(HERE + "another")),
            "verb", context -> context.setMethod("DELETE"));

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    OrdersLast ordersLast;

    @Inject
    Last last;

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

    /** Nothing is asked of the sidecar before a call has been checked, not even a connection. */
    @Test
    void isNotNoticedByCallsThatAreRefused() {
        REFUSED.forEach((name, change) -> {
            Orders client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("http://unused"))
                    .register((ClientRequestFilter) change::accept).build(Orders.class);
            assertRefused(name, client);
            last.change = change;
            assertRefused("late " + name, ordersLast);
        });
        TOO_LATE.forEach((name, change) -> {
            last.change = change;
            assertRefused("late " + name, ordersLast);
        });
    }

    private static void assertRefused(String name, Orders client) {
        assertThat(catchThrowable(() -> client.get("7"))).as(name).isInstanceOf(InvalidInvocationTargetException.class);
        assertThat(catchThrowable(() -> client.later("7", "x").await().indefinitely())).as(name)
                .isInstanceOf(InvalidInvocationTargetException.class);
    }

    @Test
    void asACause() {
        assertThat(catchThrowable(() -> orders.stage("7").toCompletableFuture().join()).getCause())
                .isInstanceOf(ProcessingException.class).hasCauseInstanceOf(SidecarUnavailableException.class);
        assertThatThrownBy(() -> orders.stream("7").collect().asList().await().indefinitely())
                .isInstanceOf(ProcessingException.class).hasCauseInstanceOf(SidecarUnavailableException.class);
    }
}
