package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar behind https, trusted through a TLS configuration with a name.
 */
class TlsSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", TlsSidecar.url() + "/dapr")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.tls-configuration-name", "sidecar")
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.sidecar.trust-store.p12.password", TlsSidecar.PASSWORD);

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void isReached() {
        RawSidecar sidecar = TlsSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /dapr/v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(request.text()).isEqualTo("hello");
    }
}
