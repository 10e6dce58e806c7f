package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.core.buffer.Buffer;

/**
 * The failure of a streamed response that nobody has subscribed to is logged, because nobody receives it.
 */
class UnreadReplyTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url())
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> assertThat(records).singleElement().satisfies(record -> {
                assertThat(record.getLevel().getName()).isEqualTo("WARN");
                assertThat(String.format(record.getMessage(), record.getParameters()))
                        .startsWith(
                                "The streamed response to POST files/unread was discarded, because nothing subscribed to it");
            }));

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    @DaprInvoke(appId = "files", methodName = "unread")
    RequestEmitter<Void, Multi<Buffer>> unread;

    @Inject
    @DaprInvoke(appId = "files", methodName = "read")
    RequestEmitter<Void, Multi<Buffer>> read;

    @Test
    void isLogged() {
        CompletableFuture<Multi<Buffer>> withSubscriber = start(read);
        try (Connection first = begin(withSubscriber)) {
            AssertSubscriber<Buffer> subscriber = withSubscriber.join().subscribe()
                    .withSubscriber(AssertSubscriber.create(1));
            CompletableFuture<Multi<Buffer>> withoutSubscriber = start(unread);
            try (Connection second = begin(withoutSubscriber)) {
                assertThat(second.awaitClosed()).isZero();
                subscriber.awaitFailure(PATIENCE).assertFailedWith(InvocationTimeoutException.class);
            }
        }
    }

    private static CompletableFuture<Multi<Buffer>> start(RequestEmitter<Void, Multi<Buffer>> emitter) {
        // Long enough for a busy machine to answer
        return emitter.request(InvokeMethodParameters.none().timeout(Duration.ofSeconds(5))).subscribeAsCompletionStage();
    }

    private static Connection begin(CompletableFuture<Multi<Buffer>> reply) {
        Connection connection = SteeredSidecar.get().accept(reply);
        connection.head();
        connection.beginReply();
        assertThat(reply).succeedsWithin(PATIENCE);
        return connection;
    }
}
