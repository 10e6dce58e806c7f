package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Failure;
import io.quarkiverse.daprinvoke.daprd.support.HeldCalls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * A call that the caller gives up ends at the called application too.
 */
@QuarkusTest
class GivenUpCallTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void becauseOfItsTimeout(String route) {
        // The sidecar looks the application up once, so that the next call reaches it within its timeout
        Calls.item(caller.any.send(Calls.to(route)));
        DAPR.target().reset();
        HeldCalls held = DAPR.target().hold();

        InvocationTimeoutException failure = Failure.of(InvocationTimeoutException.class,
                caller.any.send(Calls.to(route).timeout(Duration.ofSeconds(3))));

        assertThat(failure).hasMessage("POST " + route + "/foo did not end within 3000 ms");
        assertThat(failure.mayHaveBeenSent()).isTrue();
        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void becauseItIsCancelled(String route) {
        HeldCalls held = DAPR.target().hold();
        Cancellable call = caller.any.send(Calls.to(route)).subscribe().with(sent -> {
        });
        held.await();

        call.cancel();

        held.awaitGivenUp();
        assertThat(DAPR.target().received()).hasSize(1);
    }
}
