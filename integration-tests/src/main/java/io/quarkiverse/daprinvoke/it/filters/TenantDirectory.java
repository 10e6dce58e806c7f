package io.quarkiverse.daprinvoke.it.filters;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

/** Simulates a slow lookup that ends on another thread. */
@ApplicationScoped
public class TenantDirectory {

    Uni<String> numberOf(String tenant) {
        return Uni.createFrom().item(tenant).emitOn(task -> new Thread(task).start()).onItem().transform(name -> {
            if (!name.equals("acme")) {
                throw new IllegalArgumentException("There is no such tenant");
            }
            return "t-1";
        });
    }
}
