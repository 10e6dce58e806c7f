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
class EndpointVariableInPropertiesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(jar -> jar.addAsResource(new StringAsset("DAPR_HTTP_ENDPOINT=" + SharedSidecar.get().url()
                    + "/dapr\nDAPR_HTTP_PORT=1\nDAPR_API_TOKEN=s3cret"), "application.properties"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void leadsToThatSidecarWithTheToken() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /dapr/v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(request.header("host")).containsExactly("127.0.0.1:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).containsExactly("s3cret");
    }
}
