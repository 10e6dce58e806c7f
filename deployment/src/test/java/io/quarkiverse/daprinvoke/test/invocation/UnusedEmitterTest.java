package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application with an emitter opens no connection and makes no ObjectMapper before the first call.
 */
class UnusedEmitterTest {

    private static final String CONNECTIONS_BEFORE = "test.connections-before-the-start";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .setBeforeAllCustomizer(() -> System.setProperty(CONNECTIONS_BEFORE,
                    Integer.toString(SharedSidecar.get().connections())))
            .setAfterAllCustomizer(() -> System.clearProperty(CONNECTIONS_BEFORE));

    record Order(String id) {
    }

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Order, Order> emitter;

    @ConfigProperty(name = CONNECTIONS_BEFORE)
    int connectionsBefore;

    @Test
    void theFirstCallOpensTheFirstConnection() {
        ClientProxy.unwrap(emitter);
        assertThat(made(ObjectMapper.class)).isFalse();
        assertThat(sidecar.connections()).isEqualTo(connectionsBefore);
        sidecar.answer(RawSidecar.json(200, "{\"id\":\"1\"}"));
        assertThat(Calls.item(emitter.request(new Order("1")))).isEqualTo(new Order("1"));
        assertThat(sidecar.connections()).isEqualTo(connectionsBefore + 1);
        assertThat(made(ObjectMapper.class)).isTrue();
    }

    private static boolean made(Class<?> type) {
        return Arc.container().getActiveContext(Singleton.class).getState().getContextualInstances().keySet().stream()
                .anyMatch(bean -> bean.getTypes().contains(type));
    }
}
