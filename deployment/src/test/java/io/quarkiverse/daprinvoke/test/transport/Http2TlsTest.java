package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * With TLS, HTTP/2 is negotiated: the client falls back to HTTP/1.1 if the server does not support it.
 */
class Http2TlsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", Http2Sidecar.tls().url())
            .overrideRuntimeConfigKey("older", TlsSidecar.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideRuntimeConfigKey("quarkus.tls.trust-store.p12.password", TlsSidecar.PASSWORD);

    @Inject
    @DaprInvoke(appId = "app", methodName = "ECHO")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "app", methodName = "older", daprAddress = "${older}")
    RequestEmitter<String, String> older;

    @Test
    void isUsedIfTheSidecarKnowsIt() throws InterruptedException {
        assertThat(Calls.item(emitter.request("text"))).isEqualTo("text");

        assertThat(Http2Sidecar.tls().next().version()).isEqualTo("HTTP_2");
    }

    @Test
    void isNotUsedIfTheSidecarDoesNotKnowIt() {
        TlsSidecar.get().answer(RawSidecar.ok("answer"));

        assertThat(Calls.item(older.request("text"))).isEqualTo("answer");
        assertThat(TlsSidecar.get().next().requestLine()).isEqualTo("POST /v1.0/invoke/app/method/older HTTP/1.1");
    }
}
