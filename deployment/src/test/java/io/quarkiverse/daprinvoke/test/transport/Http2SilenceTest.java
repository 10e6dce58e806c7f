package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import jakarta.inject.Inject;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.SilentWay;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * If something on the way loses a connection without closing it, calls time out; others soon succeed on a new connection. A
 * sidecar that merely takes long keeps its connection.
 */
class Http2SilenceTest {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SilentWay.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.connect-timeout", "2s")
            // All calls have the same connection
            .overrideRuntimeConfigKey("quarkus.vertx.event-loops-pool-size", "1");

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    @Test
    void endsWithANewConnection() {
        assertThat(Calls.item(call("ECHO", Duration.ofSeconds(20)))).isEqualTo("text");
        SilentWay.silence();
        CompletableFuture<String> longer = call("ECHO", Duration.ofHours(1)).subscribeAsCompletionStage();
        assertThat(Calls.failure(InvocationTimeoutException.class, call("ECHO", Duration.ofMillis(200))))
                .matches(InvocationTimeoutException::mayHaveBeenSent);
        assertThat(longer).failsWithin(Duration.ofSeconds(20)).withThrowableOfType(ExecutionException.class)
                .havingCause().isInstanceOfSatisfying(SidecarUnavailableException.class,
                        failure -> assertThat(failure.mayHaveBeenSent()).isTrue());
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreException(InvocationTimeoutException.class).until(
                () -> Calls.item(call("ECHO", Duration.ofSeconds(5))).equals("text"));
    }

    @Test
    void isNotThatOfACallThatTakesLong() throws InterruptedException {
        int before = SIDECAR.connections();
        assertThat(Calls.item(call("ECHO", Duration.ofSeconds(20)))).isEqualTo("text");
        for (int i = 0; i < 2; i++) {
            Calls.failure(InvocationTimeoutException.class, call("SILENCE", Duration.ofSeconds(3)));
            SIDECAR.silent();
        }
        assertThat(Calls.item(call("ECHO", Duration.ofSeconds(20)))).isEqualTo("text");
        assertThat(SIDECAR.connections() - before).isLessThanOrEqualTo(1);
    }

    private Uni<String> call(String method, Duration timeout) {
        return emitter.request(InvokeMethodParameters.of("text").binding("method", method).timeout(timeout));
    }
}
