package io.quarkiverse.daprinvoke.test.rest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Without the property no status reaches the client.
 */
class NoPassThroughByDefaultTest extends PassThroughStatus {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(PassThroughStatus.class, Proxy.class);

    @ParameterizedTest
    @ValueSource(ints = { 302, 400, 404, 429, 500, 503 })
    void noStatusIsPassedOn(int status) {
        assertKept(status);
    }

    @Test
    void errorsOfTheSidecarAreNotEither() {
        assertKeepsWhatTheSidecarSays();
    }
}
