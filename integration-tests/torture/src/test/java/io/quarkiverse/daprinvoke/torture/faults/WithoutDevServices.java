package io.quarkiverse.daprinvoke.torture.faults;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** Applications with a sidecar of the test. */
public class WithoutDevServices implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.devservices.enabled", "false", "quarkus.http.test-port", "0");
    }
}
