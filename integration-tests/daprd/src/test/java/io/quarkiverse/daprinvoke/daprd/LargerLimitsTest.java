package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Daprd;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Sidecars that are configured to accept more than 4 MiB and 4 KiB.
 */
@QuarkusTest
class LargerLimitsTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";
    private static final int LENGTH = 6 << 20;

    @RegisterExtension
    static final Topology DAPR = new Topology().caller(LargerLimitsTest::enlarge).target(LargerLimitsTest::enlarge);

    @Inject
    Caller caller;

    private static void enlarge(Daprd sidecar) {
        sidecar.argument("--max-body-size=8Mi").argument("--read-buffer-size=32Ki");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void bodies(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo", new byte[LENGTH])));
        Calls.item(caller.streams.send(Calls.to(route, "foo",
                Multi.createFrom().range(0, 6).map(i -> Buffer.buffer(new byte[1 << 20])))));
        assertThat(DAPR.target().received()).extracting(call -> call.body().length()).containsExactly(LENGTH, LENGTH);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void heads(String route) {
        DAPR.target().answer(response -> response.putHeader("x-long", "r".repeat(30_000)).end());
        assertThat(Calls.item(caller.any.exchange(Calls.to(route, "foo").header("x-long", "h".repeat(30_000))))
                .header("x-long")).hasSize(30_000);
        assertThat(DAPR.target().call().headers().get("x-long")).hasSize(30_000);
    }
}
