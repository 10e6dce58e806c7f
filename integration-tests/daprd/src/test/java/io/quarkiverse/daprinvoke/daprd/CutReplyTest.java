package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Daprd;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * Responses that end too soon.
 */
@QuarkusTest
class CutReplyTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @AfterEach
    void startAgain() {
        for (Daprd sidecar : new Daprd[] { DAPR.targetSidecar(), DAPR.callerSidecar() }) {
            if (!sidecar.isStarted()) {
                sidecar.start();
            }
        }
    }

    static Stream<Arguments> lengths() {
        return Topology.onBothRoutes(arguments(200, "999"), arguments(200, null), arguments(500, "999"));
    }

    /** The sidecar ends a body that the application did not end, so the caller cannot detect it. */
    @ParameterizedTest
    @MethodSource("lengths")
    void byTheApplicationLooksComplete(String route, int status, String length) throws Exception {
        CompletableFuture<Runnable> cut = new CompletableFuture<>();
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            DAPR.target().record(request, body);
            request.response().setStatusCode(status);
            if (length == null) {
                request.response().setChunked(true);
            } else {
                request.response().putHeader("content-length", length);
            }
            request.response().write("0123456789");
            cut.complete(() -> request.connection().close());
            if (status == 500) {
                request.connection().close();
            }
        }));
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        if (status == 200) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            stream(route, received, ended);
            // The sidecar has passed on what there is, so what ends now is a body and not the whole response
            assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("0123456789");
            assertThat(ended).isNotDone();
            cut.get(20, TimeUnit.SECONDS).run();
            ended.get(20, TimeUnit.SECONDS);
            assertThat(received).isEmpty();
        } else {
            InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo", "x")));
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.header("content-length")).isEqualTo("10");
            assertThat(response.body()).hasToString("0123456789");
        }
        assertThat(DAPR.target().received()).hasSize(1);
    }

    /** The connection of the caller breaks, which shows. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void byTheOwnSidecarIsAFailure(String route) throws Exception {
        assertThat(afterKilling(DAPR.callerSidecar(), route)).isExactlyInstanceOf(IncompleteResponseException.class)
                .hasMessageContaining("was cut short");
    }

    @Test
    void byTheOtherSidecarLooksComplete() throws Exception {
        assertThat(afterKilling(DAPR.targetSidecar(), TARGET)).isNull();
    }

    private Throwable afterKilling(Daprd sidecar, String route) throws Exception {
        DAPR.target().answer(response -> response.setChunked(true).write("first"));
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        stream(route, received, ended);
        assertThat(received.poll(20, TimeUnit.SECONDS)).isEqualTo("first");
        sidecar.kill();
        return ended.handle((nothing, failure) -> failure).get(20, TimeUnit.SECONDS);
    }

    private void stream(String route, BlockingQueue<String> received, CompletableFuture<Void> ended) {
        caller.streams.request(Calls.to(route, "foo", null)).onItem().transformToMulti(InvokeResponse::body).subscribe()
                .with(chunk -> received.add(chunk.toString()), ended::completeExceptionally, () -> ended.complete(null));
    }
}
