package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar can have an IPv6 address, which is in brackets where a port follows it.
 */
class Ipv6Test {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "token")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "http://[::1]:" + port() + "/base");

    final RawSidecar sidecar = SharedSidecar.ipv6();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m", daprAddress = "http://[0:0:0:0:0:0:0:1]:1")
    RequestEmitter<String, String> toNobody;

    private static int port() {
        return SharedSidecar.ipv6() == null ? 1 : SharedSidecar.ipv6().port();
    }

    @BeforeEach
    void onlyWhereThereIsIpv6() {
        String assumption = "This machine has no IPv6 loopback address";
        if (sidecar == null) {
            System.out.println(assumption);
        }
        assumeTrue(sidecar != null, assumption);
    }

    @Test
    void isConnectedToAndNamedInTheHostHeader() {
        sidecar.answer(RawSidecar.ok("ok"));
        assertThat(Calls.item(emitter.request("x"))).isEqualTo("ok");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /base/v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(request.header("host")).containsExactly("[::1]:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).containsExactly("token");
        assertThat(request.text()).isEqualTo("x");
    }

    @Test
    void keepsItsConnection() {
        sidecar.answer(RawSidecar.ok("ok"));
        emitter.sendAndAwait("x");
        emitter.sendAndAwait("x");
        assertThat(sidecar.next().connection()).isEqualTo(sidecar.next().connection());
    }

    @Test
    void isNamedInAFailure() {
        sidecar.answer(RawSidecar.hangUp());
        assertThat(Calls.failure(SidecarUnavailableException.class, emitter.send("x"))).hasMessage(
                "The connection to the Dapr sidecar at http://[::1]:" + sidecar.port()
                        + "/base was lost before the response to POST shop/m: Connection was closed");
        assertThat(Calls.failure(SidecarUnavailableException.class, toNobody.send("x"))).hasMessageStartingWith(
                "The Dapr sidecar at http://[0:0:0:0:0:0:0:1]:1 could not be reached for POST shop/m: Connection refused");
    }
}
