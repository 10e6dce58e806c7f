package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The variable is one form of the property dapr.http.port, which any source of configuration may set.
 */
class PortPropertyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "")
            .overrideRuntimeConfigKey("dapr.http.port", "" + SharedSidecar.get().port());

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void leadsToThatSidecar() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(request.header("host")).isEqualTo(List.of("127.0.0.1:" + sidecar.port()));
    }
}
