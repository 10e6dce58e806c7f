package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar behind https, with a path, trusted through the TLS configuration of the extension.
 */
class InterfaceOverTlsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", TlsSidecar.url() + "/dapr")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.tls-configuration-name", "sidecar")
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.password", TlsSidecar.PASSWORD);

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();
    }

    @Inject
    @RestClient
    Orders orders;

    @Test
    void isReached() {
        RawSidecar sidecar = TlsSidecar.get();
        sidecar.answer(RawSidecar.ok("done"));
        assertThat(orders.get()).isEqualTo("done");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("GET /dapr/v1.0/invoke/orders/method/orders HTTP/1.1");
        assertThat(request.header("dapr-api-token")).containsExactly("s3cret");
    }
}
