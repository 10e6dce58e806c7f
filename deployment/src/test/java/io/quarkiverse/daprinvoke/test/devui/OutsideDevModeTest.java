package io.quarkiverse.daprinvoke.test.devui;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.runtime.dev.DaprInvokeJsonRpcService;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Outside of dev mode nobody observes calls, and nothing serves the Dev UI.
 */
class OutsideDevModeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Shop.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.checkout.app-id", "checkout")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.checkout.method-name", "orders");

    @Inject
    @Any
    Instance<CallObserver> observers;

    @Inject
    @Any
    Instance<DaprInvokeJsonRpcService> services;

    @Test
    void thereAreNoSuchBeans() {
        assertThat(observers.isUnsatisfied()).isTrue();
        assertThat(services.isUnsatisfied()).isTrue();
    }
}
