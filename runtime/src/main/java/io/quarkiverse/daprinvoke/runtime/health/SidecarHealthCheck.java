package io.quarkiverse.daprinvoke.runtime.health;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.restclient.DaprServices;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;

/**
 * The readiness check. It is up if all sidecars of emitters and interfaces report that they are ready.
 */
@Readiness
@Singleton
public class SidecarHealthCheck implements AsyncHealthCheck {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private static final String READY = "ready";

    private final Emitters emitters;
    private final Instance<DaprServices> services;
    private final SidecarClient client;

    @Inject
    public SidecarHealthCheck(Emitters emitters, Instance<DaprServices> services, SidecarClient client) {
        this.emitters = emitters;
        this.services = services;
        this.client = client;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("Dapr sidecar health check");
        Set<SidecarAddress> used = new LinkedHashSet<>(emitters.sidecars());
        // The bean exists only if the application has interfaces
        services.forEach(all -> used.addAll(all.sidecars()));
        List<SidecarAddress> sidecars = List.copyOf(used);
        if (sidecars.isEmpty()) {
            return Uni.createFrom().item(response.up().build());
        }
        List<Uni<String>> states = new ArrayList<>(sidecars.size());
        sidecars.forEach(sidecar -> states.add(state(sidecar)));
        return Uni.join().all(states).andFailFast().map(all -> {
            for (int i = 0; i < all.size(); i++) {
                response.withData(sidecars.get(i).toString(), all.get(i));
            }
            return response.status(all.stream().allMatch(READY::equals)).build();
        });
    }

    private Uni<String> state(SidecarAddress sidecar) {
        return client.askHealth(sidecar)
                .map(status -> status >= 200 && status < 300 ? READY : "not ready: status " + status)
                .onFailure().recoverWithItem(failure -> {
                    // Not in the response, which is not only visible to the operator
                    LOG.debugf(PrintableCause.of(failure), "The Dapr sidecar at %s did not respond to the readiness check",
                            sidecar);
                    return "not ready: no response";
                });
    }
}
