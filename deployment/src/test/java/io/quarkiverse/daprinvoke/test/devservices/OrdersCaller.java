package io.quarkiverse.daprinvoke.test.devservices;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.Unremovable;

/**
 * A bean with an emitter.
 */
@Unremovable
@ApplicationScoped
public class OrdersCaller {

    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> orders;
}
