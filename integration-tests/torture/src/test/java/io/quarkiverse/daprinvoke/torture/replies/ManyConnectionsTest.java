package io.quarkiverse.daprinvoke.torture.replies;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** Odd responses and others come at the same time, over the connections of the default pool. */
@QuarkusTest
@TestProfile(ManyConnectionsTest.Profile.class)
class ManyConnectionsTest extends OddRepliesCases {

    @Override
    int atOnce() {
        return 16;
    }

    @Override
    int cutEach() {
        return 1;
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.endpoint", RawServer.INSTANCE.url(), "quarkus.devservices.enabled", "false",
                    "quarkus.http.test-port", "0");
        }
    }
}
