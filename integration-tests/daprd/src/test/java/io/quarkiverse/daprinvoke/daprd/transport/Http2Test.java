package io.quarkiverse.daprinvoke.daprd.transport;

import java.util.Map;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Calls over HTTP/2 by prior knowledge.
 */
@QuarkusTest
@TestProfile(Http2Test.Profile.class)
class Http2Test extends TransportCases {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.http-version", "2");
        }
    }

    @Override
    Topology dapr() {
        return DAPR;
    }
}
