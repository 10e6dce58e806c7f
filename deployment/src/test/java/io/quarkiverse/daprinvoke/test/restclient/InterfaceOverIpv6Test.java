package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar with an IPv6 address, which is in brackets where a port follows it.
 */
class InterfaceOverIpv6Test {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint",
                    "http://[::1]:" + (SharedSidecar.ipv6() == null ? 1 : SharedSidecar.ipv6().port()));

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
        RawSidecar sidecar = SharedSidecar.ipv6();
        assumeTrue(sidecar != null, "This machine has no IPv6 loopback address");
        sidecar.answer(RawSidecar.ok("done"));
        assertThat(orders.get()).isEqualTo("done");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/orders HTTP/1.1");
        assertThat(request.header("host")).containsExactly("[::1]:" + sidecar.port());
    }
}
