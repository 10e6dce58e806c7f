package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationFilterException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * A filter may do no more than anybody: what calls must not carry is refused, and what it does besides has no effect.
 */
class HostileFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(ScriptedFilter.class);

    private static final String REQUEST_LINE = "POST /v1.0/invoke/shop/method/m HTTP/1.1";

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    ScriptedFilter filter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Object, String> emitter;

    @BeforeEach
    void reset() {
        filter.reset();
        sidecar.answer(RawSidecar.ok("ok"));
    }

    private void filters(Consumer<OutgoingInvocation> filtering) {
        filter.runs(call -> {
            filtering.accept(call);
            return Uni.createFrom().voidItem();
        });
    }

    private void assertRefused(Consumer<OutgoingInvocation> filtering) {
        filters(filtering);
        InvocationFilterException failure = Calls.failure(InvocationFilterException.class, emitter.request("x"));
        assertThat(failure.getCause()).isInstanceOf(IllegalArgumentException.class);
        assertThat(failure).hasMessageNotContaining("evil");
        assertThat(failure.getCause()).hasMessageNotContaining("evil");
        filter.reset();
        Calls.assertNothingSentBefore(emitter.request("x"), REQUEST_LINE);
    }

    @ParameterizedTest
    @CsvSource({ "dapr-app-id,evil", "Dapr-App-Id,evil", "destination-app-id,evil", "dapr-api-token,evil", "dapr-caller-x,evil",
            "host,evil", "content-length,0", "transfer-encoding,chunked", "connection,close", "content-type,text/evil",
            "trailer-bin,evil", "authorization,Basic ZGFwci1hcHAtaWQ6ZXZpbA==", "'x y',evil", "'',evil",
            "x-a,'evil\r\ndapr-app-id: evil'", "x-a,'evil\u0000'", "x-a,evil\u0141" })
    void setsNoRefusedHeader(String name, String value) {
        assertRefused(call -> call.header(name, value));
    }

    @Test
    void setsNoMoreHeadersThanACallMayHave() {
        filters(call -> {
            for (int i = 0; i < 500; i++) {
                call.header("x-" + i, "");
            }
        });
        assertThat(Calls.sent(emitter.request("x")).header("x-499")).hasSize(1);
        assertRefused(call -> {
            for (int i = 0; i < 1001; i++) {
                call.header("x-" + i, "");
            }
        });
        assertRefused(call -> call.header("x-long", "a".repeat(65_536)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "PT0S", "PT-1S", "P366D" })
    void setsNoTimeoutThatACallMayNotHave(String timeout) {
        assertRefused(call -> call.timeout(Duration.parse(timeout)));
    }

    @Test
    void cannotChangeTheHeadersInPlace() {
        filters(call -> assertThatThrownBy(() -> call.headers().clear()).isInstanceOf(UnsupportedOperationException.class));
        assertThat(Calls.sent(emitter.request(InvokeMethodParameters.<Object> of("x").header("x-a", "1"))).header("x-a"))
                .hasSize(1);
    }

    @Test
    void cannotChangeTheBody() {
        filters(call -> call.body().setByte(0, (byte) 'y').appendString("evil"));
        assertThat(Calls.sent(emitter.request("x")).text()).isEqualTo("x");
        assertThat(Calls.sent(emitter.request(Buffer.buffer("b"))).text()).isEqualTo("b");
        assertThat(Calls.sent(emitter.request("c".getBytes())).text()).isEqualTo("c");
    }

    @Test
    void setsNothingAfterItHasEnded() {
        AtomicReference<OutgoingInvocation> kept = new AtomicReference<>();
        filters(kept::set);
        Calls.sent(emitter.request("x"));
        assertThatThrownBy(() -> kept.get().header("x-late", "1")).isInstanceOf(IllegalStateException.class)
                .hasMessage("The filter has returned: make later changes within the Uni that it returns");
        assertThatThrownBy(() -> kept.get().timeout(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
        assertThat(kept.get().header("x-late")).isNull();
    }

    @Test
    void setsNothingAfterTheCallIsCancelled() {
        CompletableFuture<OutgoingInvocation> kept = new CompletableFuture<>();
        filter.runs(call -> Uni.createFrom().<Void> nothing().onSubscription().invoke(() -> kept.complete(call)));
        Cancellable call = emitter.request("x").subscribe().with(reply -> {
        });
        assertThat(kept).succeedsWithin(20, TimeUnit.SECONDS);
        call.cancel();
        // The call may learn of it on its event loop
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThatThrownBy(
                () -> kept.join().header("x-late", "1")).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void maySetHeadersOnAnotherThreadUntilItEnds() {
        filter.runs(call -> Uni.createFrom().voidItem().emitOn(task -> new Thread(task).start())
                .onItem().invoke(() -> call.header("x-later", "1")));
        assertThat(Calls.sent(emitter.request("x")).header("x-later")).containsExactly("1");
    }
}
