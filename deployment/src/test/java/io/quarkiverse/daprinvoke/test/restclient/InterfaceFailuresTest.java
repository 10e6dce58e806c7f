package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.ClientExceptionMapper;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * Failures of the sidecar are exceptions of this extension. Error responses of the application are exceptions of REST Client.
 */
class InterfaceFailuresTest {

    private static final String SIDECAR_ERROR = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no such app\"}";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Impatient.class, All.class, Mapped.class)
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.all.status-exceptions", "all")
            .overrideRuntimeConfigKey("quarkus.rest-client.impatient.read-timeout", "300");

    @RegisterRestClient(configKey = "orders")
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();

        @GET
        Uni<String> later();

        @GET
        Response response();

        @POST
        Uni<Response> responseLater(String body);
    }

    @RegisterRestClient(configKey = "impatient")
    @DaprService("orders")
    public interface Impatient extends Orders {
    }

    @RegisterRestClient(configKey = "all")
    @DaprService("orders")
    @Path("/orders")
    public interface All {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Mapped {

        @GET
        String get();

        @ClientExceptionMapper
        static RuntimeException map(Response response) {
            return response.getStatus() == 500 ? new IllegalStateException("mapped by the application") : null;
        }
    }

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    Impatient impatient;

    @Inject
    @RestClient
    All all;

    @Inject
    @RestClient
    Mapped mapped;

    @Test
    void aSidecarThatHangsUp() {
        SharedSidecar.get().answer(RawSidecar.hangUp());

        assertThatThrownBy(orders::get).isInstanceOfSatisfying(SidecarUnavailableException.class, failure -> {
            assertThat(failure).hasMessageContaining("was lost before the response to GET orders/orders");
            assertThat(failure.mayHaveBeenSent()).isTrue();
        });
    }

    @Test
    void anAnswerThatBreaksOff() {
        SharedSidecar.get().answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\n", "half".getBytes()).to(request, out);
            return false;
        });

        assertThatThrownBy(orders::get).isInstanceOf(IncompleteResponseException.class);
        assertThatThrownBy(() -> orders.later().await().indefinitely()).isInstanceOf(IncompleteResponseException.class);
    }

    @Test
    void whatIsNoHttp() {
        SharedSidecar.get().answer(RawSidecar.raw("SMTP ready\r\n\r\n"));

        assertThatThrownBy(orders::get).isInstanceOf(SidecarUnavailableException.class);
    }

    @Test
    void anAnswerThatDoesNotCome() {
        SharedSidecar.get().answer(RawSidecar.silence());

        assertThatThrownBy(impatient::get).isInstanceOfSatisfying(InvocationTimeoutException.class, failure -> {
            assertThat(failure).hasMessageContaining("GET orders/orders");
            assertThat(failure.timeout()).isEqualTo(Duration.ofMillis(300));
        });
        assertThatThrownBy(() -> impatient.later().await().indefinitely()).isInstanceOf(InvocationTimeoutException.class);
    }

    @Test
    void anErrorOfTheSidecar() {
        SharedSidecar.get().answer(RawSidecar.json(500, SIDECAR_ERROR));

        assertThatThrownBy(orders::get).isInstanceOfSatisfying(InvocationStatusException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(500);
            assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
            assertThat(failure.errorMessage()).isEqualTo("no such app");
            assertThat(failure.body().toString()).isEqualTo(SIDECAR_ERROR);
            assertThat(failure).hasMessageStartingWith("GET orders/orders was answered with status 500 ERR_DIRECT_INVOKE");
        });
        assertThatThrownBy(() -> orders.later().await().indefinitely()).isInstanceOf(InvocationStatusException.class);
        assertThatThrownBy(orders::response).isInstanceOf(InvocationStatusException.class);
        SharedSidecar.get().answer(RawSidecar.reply(500, "Application/JSON; charset=utf-8", SIDECAR_ERROR));
        assertThatThrownBy(() -> orders.responseLater("x").await().indefinitely())
                .isInstanceOf(InvocationStatusException.class);
    }

    @Test
    void aTokenThatTheSidecarRefuses() {
        SharedSidecar.get().answer(RawSidecar.reply(401, "text/plain; charset=utf-8", "invalid api token\n"));
        assertThatThrownBy(orders::get).isInstanceOfSatisfying(InvocationStatusException.class,
                failure -> assertThat(failure.statusCode()).isEqualTo(401));

        SharedSidecar.get().answer(RawSidecar.reply(401, "text/plain; charset=utf-8", "invalid api token of the shop"));
        assertThatThrownBy(orders::get).isInstanceOfSatisfying(WebApplicationException.class,
                failure -> assertThat(failure.getResponse().readEntity(String.class))
                        .isEqualTo("invalid api token of the shop"));
    }

    @Test
    void anErrorOfTheApplication() {
        String body = "{\"message\":\"sold out\"," + "\"more\":\"" + "x".repeat(100_000) + "\"}";
        SharedSidecar.get().answer(RawSidecar.json(409, body));

        assertThatThrownBy(orders::get).isInstanceOfSatisfying(WebApplicationException.class, failure -> {
            assertThat(failure.getResponse().getStatus()).isEqualTo(409);
            assertThat(failure.getResponse().readEntity(String.class)).isEqualTo(body);
        });
        assertThatThrownBy(() -> orders.later().await().indefinitely()).isInstanceOfSatisfying(WebApplicationException.class,
                failure -> assertThat(failure.getResponse().readEntity(String.class)).isEqualTo(body));
        assertThatThrownBy(orders::response).isInstanceOfSatisfying(WebApplicationException.class,
                failure -> assertThat(failure.getResponse().readEntity(String.class)).isEqualTo(body));
    }

    @Test
    void allStatusesIfThatIsConfigured() {
        SharedSidecar.get().answer(RawSidecar.reply(404, "text/plain", "no such order"));

        assertThatThrownBy(all::get).isInstanceOfSatisfying(InvocationStatusException.class, failure -> {
            assertThat(failure.statusCode()).isEqualTo(404);
            assertThat(failure.body().toString()).isEqualTo("no such order");
            assertThat(failure.isBodyComplete()).isTrue();
        });

        SharedSidecar.get().answer(RawSidecar.raw("HTTP/1.1 302 X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"));
        assertThatThrownBy(all::get).isInstanceOfSatisfying(InvocationStatusException.class,
                failure -> assertThat(failure.statusCode()).isEqualTo(302));
    }

    @Test
    void asMuchOfABodyIsKeptAsOfThatOfAnEmittersCall() {
        SharedSidecar.get().answer(RawSidecar.reply(500, "text/plain", "x".repeat(64 * 1024)));
        assertThatThrownBy(all::get).isInstanceOfSatisfying(InvocationStatusException.class,
                failure -> assertThat(failure.isBodyComplete()).isTrue());

        SharedSidecar.get().answer(RawSidecar.reply(500, "text/plain", "x".repeat(64 * 1024 + 1)));
        assertThatThrownBy(all::get).isInstanceOfSatisfying(InvocationStatusException.class, failure -> {
            assertThat(failure.body().length()).isEqualTo(64 * 1024);
            assertThat(failure.isBodyComplete()).isFalse();
        });
    }

    @Test
    void theApplicationsMapperComesFirst() {
        SharedSidecar.get().answer(RawSidecar.json(500, SIDECAR_ERROR));
        assertThatThrownBy(mapped::get).isInstanceOf(IllegalStateException.class).hasMessage("mapped by the application");

        SharedSidecar.get().answer(RawSidecar.json(503, SIDECAR_ERROR));
        assertThatThrownBy(mapped::get).isInstanceOf(InvocationStatusException.class);
    }
}
