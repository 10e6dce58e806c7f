package io.quarkiverse.daprinvoke.test.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Clients learn of what they did wrong, and of nothing else.
 */
class PassThroughOfClientErrorsTest extends PassThroughStatus {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(PassThroughStatus.class, Proxy.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.rest.pass-through-status", "4xx");

    @ParameterizedTest
    @ValueSource(ints = { 400, 401, 403, 404, 409, 410, 418, 422, 429, 499 })
    void clientErrorsArePassedOn(int status) {
        assertPassedOn(status);
    }

    @ParameterizedTest
    @ValueSource(ints = { 300, 302, 307, 500, 501, 503, 504, 599 })
    void otherStatusesAreNot(int status) {
        assertKept(status);
    }

    @Test
    void errorsOfTheSidecarAreNot() {
        assertKeepsWhatTheSidecarSays();
    }

    @Test
    void aBodyThatIsNotCompleteIsReplaced() {
        assertReplacesABodyThatIsNotComplete(404, "\"title\":\"Not Found\",");
        assertReplacesABodyThatIsNotComplete(499, "");
    }
}
