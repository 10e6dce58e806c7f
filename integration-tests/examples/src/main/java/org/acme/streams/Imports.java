package org.acme.streams;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.acme.calls.Order;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * A payload that is a stream of values.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Imports {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "import")
    Emitter<Multi<Order>> imports;

    public Uni<Void> importAll(Multi<Order> orders) {
        return imports.send(orders);
    }
}
