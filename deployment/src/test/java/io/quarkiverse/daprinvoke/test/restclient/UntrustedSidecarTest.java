package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.http.HttpClientOptions;

/**
 * The TLS settings of REST Client, which are meant for other servers, do not make a sidecar trusted that is not, and do not
 * bring it the token.
 */
class UntrustedSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", TlsSidecar.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            .overrideRuntimeConfigKey("quarkus.rest-client.tls-configuration-name", "lenient")
            .overrideConfigKey("quarkus.tls.lenient.trust-all", "true");

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
    void isNotCalled() {
        assertNotCalled(orders);
    }

    @Test
    void norByAClientWhoseOptionsTrustAll() {
        assertNotCalled(QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("http://unused"))
                .httpClientOptions(new HttpClientOptions().setTrustAll(true).setVerifyHost(false)).build(Orders.class));
    }

    private static void assertNotCalled(Orders client) {
        RawSidecar sidecar = TlsSidecar.get();
        sidecar.answer(RawSidecar.ok("done"));
        Throwable failure = catchThrowable(client::get);
        assertThat(sidecar.pending()).as("requests, with the token, to a server that is not trusted").isZero();
        assertThat(failure).isInstanceOf(SidecarUnavailableException.class);
    }
}
