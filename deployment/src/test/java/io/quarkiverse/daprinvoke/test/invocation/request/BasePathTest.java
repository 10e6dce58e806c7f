package io.quarkiverse.daprinvoke.test.invocation.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The path of the sidecar's address comes first in the request line, with a slash at its end or without.
 */
class BasePathTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.get().url() + "/dapr/base/")
            .overrideRuntimeConfigKey("sidecar", SharedSidecar.get().url());

    @Inject
    @DaprInvoke(appId = "shop", methodName = "/m")
    Emitter<String> ofTheEndpoint;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "/m", daprAddress = "${sidecar}/dapr/base")
    Emitter<String> withoutSlash;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "/m", daprAddress = "${sidecar}/")
    Emitter<String> root;

    @Test
    void theRequestLineHasTheBasePathAndNoDoubleSlash() {
        SharedSidecar.get().answer(RawSidecar.ok(""));
        assertRequestLines(ofTheEndpoint, "/dapr/base");
        assertRequestLines(withoutSlash, "/dapr/base");
        assertRequestLines(root, "");
    }

    private static void assertRequestLines(Emitter<String> emitter, String basePath) {
        assertThat(Calls.sent(emitter.send("x")).requestLine())
                .isEqualTo("POST " + basePath + "/v1.0/invoke/shop/method/m HTTP/1.1");
        assertThat(Calls.sent(emitter.send(InvokeMethodParameters.of("x").appId("bakery").methodName("/"))).requestLine())
                .isEqualTo("POST " + basePath + "/v1.0/invoke/bakery/method/ HTTP/1.1");
    }
}
