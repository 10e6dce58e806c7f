package io.quarkiverse.daprinvoke.test.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application without emitters that calls through interfaces is ready when its sidecar is.
 */
class InterfaceReadinessTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app();

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();
    }

    @Test
    void theSidecarIsAsked() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.raw("HTTP/1.1 204 X\r\n\r\n"));
        assertThat(Readiness.now()).isEqualTo(new Readiness(200, List.of(Health.up(Map.of(sidecar.url(), "ready")))));
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/healthz/outbound HTTP/1.1");

        sidecar.answer(RawSidecar.hangUp());
        assertThat(Readiness.now().status()).isEqualTo(503);
    }
}
