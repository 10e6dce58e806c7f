package io.quarkiverse.daprinvoke.test.invocation.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar;
import io.quarkiverse.daprinvoke.test.support.SteeredSidecar.Connection;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/**
 * Values that are sent one by one.
 */
class StreamedValuesPayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SteeredSidecar.get().url());

    final SteeredSidecar sidecar = SteeredSidecar.get();

    @Inject
    @DaprInvoke(appId = "import", methodName = "rows")
    Emitter<Multi<Row>> rows;

    @Inject
    @DaprInvoke(appId = "import", methodName = "rows", contentType = "application/json")
    Emitter<Multi<String>> texts;

    public record Row(int id) {

        public int getDouble() {
            if (id == 13) {
                throw new IllegalStateException("no luck");
            }
            return 2 * id;
        }
    }

    private void assertSent(Uni<?> call, String contentType, String... chunks) {
        CompletableFuture<?> result = call.subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(result)) {
            assertThat(connection.head()).contains("content-type: " + contentType, "transfer-encoding: chunked");
            for (String chunk : chunks) {
                assertThat(connection.text()).isEqualTo(chunk);
            }
            assertThat(connection.chunk()).isEmpty();
            answer(connection);
            assertThat(result).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private static void answer(Connection connection) {
        connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void haveTheFormatOfTheContentType() {
        Multi<Row> two = Multi.createFrom().items(new Row(1), new Row(2));
        assertSent(rows.send(two), "application/x-ndjson", "{\"id\":1,\"double\":2}\n", "{\"id\":2,\"double\":4}\n");
        assertSent(rows.send(InvokeMethodParameters.of(two).contentType("application/json-seq")), "application/json-seq",
                "\u001E{\"id\":1,\"double\":2}\n", "\u001E{\"id\":2,\"double\":4}\n");
        assertSent(texts.send(Multi.createFrom().items("a", "b\n")), "application/json", "[", "\"a\"", ",\"b\\n\"", "]");
        assertSent(texts.send(Multi.createFrom().empty()), "application/json", "[", "]");
    }

    @Test
    void goOutWhenTheyCome() {
        UnicastProcessor<Row> payload = UnicastProcessor.create();
        CompletableFuture<Void> call = rows.send(payload).subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            payload.onNext(new Row(1));
            assertThat(connection.text()).isEqualTo("{\"id\":1,\"double\":2}\n");
            payload.onNext(new Row(2));
            assertThat(connection.text()).isEqualTo("{\"id\":2,\"double\":4}\n");
            payload.onComplete();
            assertThat(connection.chunk()).isEmpty();
            answer(connection);
            assertThat(call).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void cutTheRequestShortIfOneHasNoJson() {
        CompletableFuture<Void> call = rows.send(InvokeMethodParameters
                .of(Multi.createFrom().items(new Row(12), new Row(13), new Row(14))).contentType("application/json"))
                .subscribeAsCompletionStage();
        try (Connection connection = sidecar.accept(call)) {
            connection.head();
            assertThat(connection.text()).isEqualTo("[");
            assertThat(connection.text()).isEqualTo("{\"id\":12,\"double\":24}");
            assertThat(connection.awaitClosed()).isZero();
            assertThat(Calls.failure(PayloadEncodingException.class, Uni.createFrom().completionStage(call)
                    .onFailure(CompletionException.class).transform(Throwable::getCause)))
                    .hasMessage("The streamed payload for POST import/rows failed, so the request was cut short: "
                            + "value number 2 could not be encoded")
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void areRefusedWithAnotherContentType() {
        assertThat(Calls.failure(PayloadEncodingException.class,
                rows.send(InvokeMethodParameters.of(Multi.createFrom().items(new Row(1))).contentType("text/csv"))))
                .hasMessageEndingWith("could not be encoded: values are streamed as application/x-ndjson, application/json-seq "
                        + "or application/json. Set one of these content types, or use a Multi<Buffer> for bytes of another type");
    }
}
