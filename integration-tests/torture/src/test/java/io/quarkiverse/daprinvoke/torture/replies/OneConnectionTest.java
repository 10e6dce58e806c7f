package io.quarkiverse.daprinvoke.torture.replies;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/** All calls share one connection, one after the other. */
@QuarkusTest
@TestProfile(OneConnectionTest.Profile.class)
class OneConnectionTest extends OddRepliesCases {

    @Override
    int atOnce() {
        return 1;
    }

    @Override
    int cutEach() {
        return 3;
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.endpoint", RawServer.INSTANCE.url(), "quarkus.devservices.enabled", "false",
                    "quarkus.http.test-port", "0", "quarkus.dapr-invoke.pool-size", "1");
        }
    }
}
