package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.HangingUpServer;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Something that takes connections and closes them before a call can be sent is not asked for ever.
 */
class Http2HangUpTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", HangingUpServer.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2");

    @Inject
    @DaprInvoke(appId = "shop", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    @Test
    void failsTheCallAfterAFewConnections() {
        for (int call = 1; call <= 3; call++) {
            int before = HangingUpServer.connections();
            SidecarUnavailableException failure = Calls.failure(SidecarUnavailableException.class,
                    emitter.request(InvokeMethodParameters.of("x").binding("method", "m" + call)));
            Calls.assertTarget(failure, "POST", "shop", "m" + call);
            assertThat(HangingUpServer.connections() - before).isBetween(1, 5);
        }
    }
}
