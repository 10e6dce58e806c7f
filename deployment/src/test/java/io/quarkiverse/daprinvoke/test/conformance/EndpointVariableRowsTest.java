package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.DaprEnvironment;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkiverse.daprinvoke.test.support.WireRules;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The environment of a sidecar that is elsewhere, behind TLS.
 */
class EndpointVariableRowsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(jar -> DaprEnvironment.add(jar, "DAPR_HTTP_ENDPOINT=" + TlsSidecar.url() + "/", "DAPR_HTTP_PORT=1"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "")
            .overrideConfigKey("quarkus.tls.trust-store.p12.path", TlsSidecar.trustStore().toString())
            .overrideConfigKey("quarkus.tls.trust-store.p12.password", TlsSidecar.PASSWORD);

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @RowCases
    @CsvSource("112, an endpoint with TLS and a slash at its end wins over the port")
    void wins(int row, String about) {
        TlsSidecar.get().answer(RawSidecar.ok(""));
        Calls.item(emitter.send("x"));
        RawSidecar.Request request = TlsSidecar.get().next();
        assertThat(WireRules.broken(request, "localhost:" + TlsSidecar.get().port())).isEmpty();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/a/method/foo HTTP/1.1");
        assertThat(request.text()).isEqualTo("x");
    }
}
