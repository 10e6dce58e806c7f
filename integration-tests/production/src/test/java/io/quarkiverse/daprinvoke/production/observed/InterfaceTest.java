package io.quarkiverse.daprinvoke.production.observed;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/**
 * Metrics and traces group calls of interfaces as they group those of emitters: by app ID and path, without the values of path
 * parameters. Stubs answer them, too.
 */
@QuarkusTest
@TestProfile(Observed.class)
class InterfaceTest {

    @RegisterRestClient
    @DaprService("shop")
    @Path("/shelves/{shelf}")
    public interface Shelves {

        @GET
        @Path("items/{item: [a-z0-9.]{1,9}}")
        Uni<String> item(String shelf, String item);

        @PUT
        String fill(String shelf, String what);
    }

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    @RestClient
    Shelves shelves;

    @Inject
    Spans spans;

    @BeforeEach
    @AfterEach
    void forget() {
        spans.forget();
    }

    @Test
    void callsOfOneMethodAreOneSeries() {
        sidecar.on("shop", "shelves/1/items/a").replyText(200, "an item");
        sidecar.on("shop", "shelves/2/items/b").reply(404);
        sidecar.on("shop", "shelves/3/items/c").reset();
        assertThat(shelves.item("1", "a").await().indefinitely()).isEqualTo("an item");
        assertThat(shelves.item("1", "a").await().indefinitely()).isEqualTo("an item");
        assertThatExceptionOfType(WebApplicationException.class)
                .isThrownBy(() -> shelves.item("2", "b").await().indefinitely());
        assertThatExceptionOfType(SidecarUnavailableException.class)
                .isThrownBy(() -> shelves.item("3", "c").await().indefinitely());
        assertThatExceptionOfType(InvalidInvocationTargetException.class)
                .isThrownBy(() -> shelves.item("..", "d").await().indefinitely());

        sidecar.verify("shop", "shelves/1/items/a").times(2);
        assertThat(Metrics.counts("shelves/{shelf}/items/{item}")).containsExactly(
                "shop shelves/{shelf}/items/{item} CLIENT_ERROR GET 1.0",
                "shop shelves/{shelf}/items/{item} InvalidInvocationTargetException GET 1.0",
                "shop shelves/{shelf}/items/{item} SUCCESS GET 2.0",
                "shop shelves/{shelf}/items/{item} SidecarUnavailableException GET 1.0");
        assertThat(Metrics.samples("dapr_invoke_active")).allSatisfy(sample -> assertThat(sample.value()).isZero());
    }

    @Test
    void aCallIsOneSpan() {
        sidecar.on("shop", "shelves/7").replyText(200, "filled");
        assertThat(shelves.fill("7", "tea")).isEqualTo("filled");

        // And none of REST Client's own
        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("PUT shop/shelves/{shelf}");
        assertThat(span.getAttributes().get(stringKey("dapr.app_id"))).isEqualTo("shop");
        assertThat(span.getAttributes().get(longKey("http.response.status_code"))).isEqualTo(200);
        assertThat(sidecar.calls("shop", "shelves/7").get(0).headers("traceparent"))
                .containsExactly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void aStatusThatIsAFailureIsTheErrorOfTheSpan() {
        sidecar.on("shop", "shelves/8").reply(503);
        assertThatExceptionOfType(WebApplicationException.class).isThrownBy(() -> shelves.fill("8", "tea"));

        SpanData span = spans.client();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("503");
    }
}
