package io.quarkiverse.daprinvoke.test.conformance;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.DaprEnvironment;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The environment that a sidecar gives to the application it starts: a port, and a token that is set but empty.
 */
class PortVariableRowsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(jar -> DaprEnvironment.add(jar.addClass(StrictCalls.class),
                    "DAPR_HTTP_PORT=" + StrictSidecar.get().port(), "DAPR_API_TOKEN="))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @RowCases
    @CsvSource({ "111, the port is that of the environment", "113, an empty token is not sent" })
    void sent(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.ok(""));
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send("x")), "POST /v1.0/invoke/a/method/foo HTTP/1.1",
                List.of("content-type: text/plain", "content-length: 1"), "x");
    }
}
