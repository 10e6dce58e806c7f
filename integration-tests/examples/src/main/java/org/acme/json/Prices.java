package org.acme.json;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Uni;

/**
 * A response of a generic type.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Prices {

    @Inject
    @DaprInvoke(appId = "stock", methodName = "prices", httpVerb = "GET")
    RequestEmitter<Void, Map<String, Object>> prices;

    public Uni<Map<String, Object>> read() {
        return prices.request();
    }
}
