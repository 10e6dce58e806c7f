package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.RawRequest;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The worst that dot segments can do, which is why they are refused.
 */
@QuarkusTest
class ShutdownTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @Test
    void dotsEndTheSidecar() {
        Calls.failure(InvalidInvocationTargetException.class,
                caller.any.send(Calls.to(Topology.TARGET, "../../../shutdown")));
        Calls.item(caller.any.send(Calls.to(Topology.TARGET, "still-there")));
        assertThat(DAPR.target().call().uri()).isEqualTo("/still-there");

        assertThat(RawRequest.send(DAPR.callerSidecar(), "POST /v1.0/invoke/endpoint/method/../../../shutdown").status())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(20)).until(() -> !DAPR.callerSidecar().isStarted());
    }
}
