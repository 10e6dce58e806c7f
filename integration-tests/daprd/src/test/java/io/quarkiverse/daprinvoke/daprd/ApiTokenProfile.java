package io.quarkiverse.daprinvoke.daprd;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * An application that gives its sidecar an API token.
 */
public class ApiTokenProfile implements QuarkusTestProfile {

    static final String TOKEN = "token-of-the-application";

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.dapr-invoke.api-token", TOKEN);
    }
}
