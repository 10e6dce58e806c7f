package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Dapr's variables in a file of properties, where no other form of their names leads to them.
 */
class PortVariableInPropertiesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(jar -> jar.addAsResource(new StringAsset("DAPR_SIDECAR_IP=localhost\nDAPR_HTTP_PORT="
                    + SharedSidecar.get().port()), "application.properties"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

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
        assertThat(request.header("host")).containsExactly("localhost:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).isEmpty();
    }
}
