package io.quarkiverse.daprinvoke.test.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients receive every status of the called application.
 */
class PassThroughOfAllStatusesTest extends PassThroughStatus {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(PassThroughStatus.class, Proxy.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.rest.pass-through-status", "all");

    @ParameterizedTest
    @ValueSource(ints = { 300, 302, 400, 404, 409, 422, 429, 500, 503, 504, 599 })
    void everyStatusIsPassedOn(int status) {
        assertPassedOn(status);
    }

    @Test
    void errorsOfTheSidecarAreNot() {
        assertKeepsWhatTheSidecarSays();
    }

    @Test
    void aBodyThatIsNotCompleteIsReplaced() {
        assertReplacesABodyThatIsNotComplete(500, "\"title\":\"Internal Server Error\",");
    }
}
