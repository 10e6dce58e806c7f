package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Every member may hold expressions, which the build leaves alone and the start resolves.
 */
class ExpressionsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("orders.app", "orders")
            .overrideRuntimeConfigKey("orders.method", "create")
            .overrideRuntimeConfigKey("orders.type", "plain")
            .overrideRuntimeConfigKey("orders.sidecar", SharedSidecar.get().url());

    @Inject
    @DaprInvoke(appId = "${orders.app}", methodName = "v${orders.version:1}/${orders.method}", httpVerb = "${orders.verb:put}", contentType = "text/${orders.type}; charset=utf-8", daprAddress = "${orders.sidecar}/own")
    Emitter<String> emitter;

    @Test
    void areResolvedWhenTheApplicationStarts() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        emitter.sendAndAwait("hello");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("PUT /own/v1.0/invoke/orders/method/v1/create HTTP/1.1");
        assertThat(request.header("content-type")).containsExactly("text/plain; charset=utf-8");
    }
}
