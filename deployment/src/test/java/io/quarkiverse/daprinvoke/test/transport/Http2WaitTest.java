package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * A sidecar says how many calls it takes at a time on a connection; the others wait, and leave no trace if they are cancelled.
 */
class Http2WaitTest {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.narrow();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    Emitter<Multi<Buffer>> streams;

    @Test
    void aCallThatIsCancelledWhileItWaitsIsNotSentAndKeepsNoPlace() throws Exception {
        CompletableFuture<String> first = emitter.request(call("SILENCE", "1")).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        Cancellable waiting = emitter.request(call("ECHO", "cancelled")).subscribe().with(item -> {
        });

        waiting.cancel();
        answer.run();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("{\"id\":7}");
        for (int i = 0; i < 5; i++) {
            assertThat(Calls.item(emitter.request(call("ECHO", "later")))).isEqualTo("later");
            assertThat(SIDECAR.next().body()).isEqualTo("later");
        }
    }

    @Test
    void aPayloadThatFailsAtOnceIsNotSentAndKeepsNoPlace() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            PayloadEncodingException failure = Calls.failure(PayloadEncodingException.class, streams.send(InvokeMethodParameters
                    .of(Multi.createFrom().<Buffer> failure(new IllegalStateException("none"))).binding("method", "ECHO")));
            assertThat(failure).hasRootCauseMessage("none");
            assertThat(Calls.item(emitter.request(call("ECHO", "later")))).isEqualTo("later");
            assertThat(SIDECAR.next().body()).isEqualTo("later");
        }
    }

    @Test
    void aCallThatWaitsIsSentWhenTheOneBeforeItHasEnded() throws Exception {
        CompletableFuture<String> first = emitter.request(call("SILENCE", "1")).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        CompletableFuture<String> second = emitter.request(call("ECHO", "second")).subscribeAsCompletionStage();

        assertThat(second).isNotDone();
        answer.run();

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("{\"id\":7}");
        assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo("second");
        SIDECAR.next();
    }

    private static InvokeMethodParameters<String> call(String method, String body) {
        return InvokeMethodParameters.of(body).binding("method", method);
    }
}
