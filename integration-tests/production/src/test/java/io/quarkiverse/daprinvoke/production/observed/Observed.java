package io.quarkiverse.daprinvoke.production.observed;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/**
 * The configuration of the emitters of {@link Calls}.
 */
public class Observed implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.dapr-invoke.allow-url-app-ids", "true",
                "hook.app-id", "http://partner.example:8081/hooks/secret",
                "absent.address", "http://127.0.0.1:1",
                "quarkus.dapr-invoke.emitter.again.retry.max-attempts", "3",
                "quarkus.dapr-invoke.emitter.again.retry.initial-back-off", "1ms",
                "quarkus.dapr-invoke.emitter.listed.allowed-app-ids", "shop,stock");
    }
}
