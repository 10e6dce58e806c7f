package io.quarkiverse.daprinvoke.test.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar.Seen;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.buffer.Buffer;

/**
 * Streams of values, forms and files over HTTP/2. A call that is cancelled or fails resets its stream, and the other calls on
 * the
 * connection continue.
 */
class Http2BodiesTest {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2");

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<Path, Path> files;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<Multipart, Buffer> forms;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}", contentType = "application/json")
    RequestEmitter<Multi<Map<String, Integer>>, Multi<Map<String, Integer>>> values;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<String, Multi<ServerSentEvent<Map<String, Integer>>>> events;

    @Inject
    @DaprInvoke(appId = "app", methodName = "{method}")
    RequestEmitter<String, Buffer> bytes;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        byte[] content = new byte[1_000_000];
        new Random(20).nextBytes(content);
        file = Files.write(Files.createTempFile("payload", ".bin"), content);
    }

    @AfterEach
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    @Test
    void aFileGoesThereWithItsLengthAndComesBack() throws Exception {
        Path reply = Calls.item(files.request(call("ECHO", file)));

        try {
            assertThat(reply).hasSameBinaryContentAs(file);
        } finally {
            Files.delete(reply);
        }
        assertThat(SIDECAR.next().headers().lines()).contains("content-length=1000000",
                "content-type=application/octet-stream");
    }

    @Test
    void aFormOfFilesHasItsLength() throws Exception {
        Buffer sent = Calls.item(forms.request(call("ECHO", Multipart.form().field("title", "t").file("a", file))));

        assertThat(SIDECAR.next().headers().lines()).contains("content-length=" + sent.length());
        String boundary = sent.getString(0, sent.toString().indexOf("\r\n"));
        assertThat(sent).isEqualTo(Buffer.buffer(boundary + "\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nt\r\n"
                + boundary + "\r\nContent-Disposition: form-data; name=\"a\"; filename=\"" + file.getFileName()
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n").appendBytes(Files.readAllBytes(file))
                .appendString("\r\n" + boundary + "--\r\n"));
    }

    @Test
    void aFormWithAStreamHasNone() throws Exception {
        Multi<Buffer> chunks = Multi.createFrom().range(0, 100).map(n -> Buffer.buffer(n + "x".repeat(10_000)));
        String content = String.join("", chunks.map(Buffer::toString).collect().asList().await().indefinitely());

        Buffer sent = Calls.item(forms.request(call("ECHO", Multipart.form().stream("log", "a.log", "text/plain", chunks))));

        assertThat(SIDECAR.next().headers()).doesNotContain("content-length", "transfer-encoding");
        assertThat(sent.toString()).contains("\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--").endsWith("--\r\n");
    }

    @Test
    void valuesGoBothWays() throws Exception {
        Multi<Map<String, Integer>> payload = Multi.createFrom().range(0, 20_000).map(n -> Map.of("id", n));

        List<Map<String, Integer>> received = Calls.item(values.request(call("ECHO", payload))
                .flatMap(reply -> reply.collect().asList()));

        assertThat(received).isEqualTo(IntStream.range(0, 20_000).mapToObj(n -> Map.of("id", n)).toList());
        Seen seen = SIDECAR.next();
        assertThat(seen.headers()).contains("content-type=application/json").doesNotContain("content-length");
        assertThat(seen.body()).startsWith("[{\"id\":0},{\"id\":1},").endsWith(",{\"id\":19999}]");
    }

    @Test
    void eventsAreReceived() throws Exception {
        List<ServerSentEvent<Map<String, Integer>>> received = Calls.item(events.request(call("EVENTS", ""))
                .flatMap(reply -> reply.collect().asList()));

        assertThat(received).containsExactly(new ServerSentEvent<>("a", "added", Map.of("id", 1), null, null),
                new ServerSentEvent<>("a", "message", Map.of("id", 2), null, null));
        SIDECAR.next();
    }

    @Test
    void whatIsCancelledIsResetAndTheConnectionStays() throws Exception {
        CompletableFuture<?> other = bytes.request(call("SILENCE", "other")).subscribeAsCompletionStage();
        Runnable answer = SIDECAR.silent();
        int connections = SIDECAR.connections();

        Calls.item(values.request(call("VALUES", null))).subscribe().withSubscriber(AssertSubscriber.create(1)).awaitItems(1)
                .cancel();
        assertThat(SIDECAR.next().outcome()).isEqualTo("complete");
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");

        Cancellable fileReply = files.request(call("VALUES", file)).subscribe().with(item -> {
        });
        assertThat(SIDECAR.next().outcome()).isEqualTo("complete");
        fileReply.cancel();
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");

        UnicastProcessor<Map<String, Integer>> payload = UnicastProcessor.create();
        Cancellable payloadCall = values.request(call("SILENCE", payload)).subscribe().with(item -> {
        });
        SIDECAR.silent();
        payloadCall.cancel();
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");

        assertThat(Calls.item(bytes.request(call("ECHO", "later")))).hasToString("later");
        SIDECAR.next();
        assertThat(SIDECAR.connections()).isEqualTo(connections);
        answer.run();
        other.get(20, TimeUnit.SECONDS);
    }

    /** The other calls transfer more bytes than all the values have. Meanwhile the sidecar cannot write all the values. */
    @Test
    void valuesThatNobodyReadsStopTheSidecarButNotTheOthers() throws Exception {
        AssertSubscriber<Map<String, Integer>> slow = values.request(call("MANY_VALUES", null)).toMulti()
                .flatMap(reply -> reply).subscribe().withSubscriber(AssertSubscriber.create(1)).awaitItems(1, PATIENCE);
        SIDECAR.next();
        int connections = SIDECAR.connections();

        for (int i = 0; i < 5; i++) {
            assertThat(Calls.item(bytes.request(call("LARGE", ""))).length()).isEqualTo(1024 * 1024);
            SIDECAR.next();
        }
        assertThat(SIDECAR.connections()).isEqualTo(connections);
        assertThat(SIDECAR.written()).isLessThan(Http2Sidecar.MANY);
        slow.assertNotTerminated().request(Long.MAX_VALUE).awaitCompletion(PATIENCE);
        assertThat(slow.getItems()).isEqualTo(IntStream.range(0, Http2Sidecar.MANY).mapToObj(n -> Map.of("id", n)).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = { "RESET_VALUES", "LOST_VALUES" })
    void valuesThatBreakOffAreAFailure(String method) throws Exception {
        AssertSubscriber<Map<String, Integer>> received = values.request(call(method, null)).toMulti()
                .flatMap(reply -> reply).subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE))
                .awaitFailure(PATIENCE);

        assertThat(received.getFailure()).isExactlyInstanceOf(IncompleteResponseException.class)
                .hasMessageContaining("was cut short");
        assertThat(received.getItems()).containsExactly(Map.of("id", 1), Map.of("id", 2));
        SIDECAR.next();
        assertThat(Calls.item(bytes.request(call("ECHO", "later")))).hasToString("later");
        SIDECAR.next();
    }

    @Test
    void aFileThatBreaksOffIsAFailure() throws Exception {
        assertThat(Calls.failure(IncompleteResponseException.class, files.request(call("CUT_SHORT", file))))
                .hasMessageContaining("was cut short");
        SIDECAR.next();
    }

    @Test
    void aValueThatCannotBeEncodedResetsTheRequest() throws Exception {
        Multi<Map<String, Integer>> payload = Multi.createBy().concatenating().streams(
                Multi.createFrom().item(Map.of("id", 1)), Multi.createFrom().failure(new IllegalStateException("no more")));

        Uni<?> call = values.request(call("ECHO", payload)).flatMap(reply -> reply.collect().asList());

        assertThat(Calls.failure(PayloadEncodingException.class, call)).hasRootCauseMessage("no more");
        assertThat(SIDECAR.next().outcome()).isEqualTo("reset 8");
    }

    private static <T> InvokeMethodParameters<T> call(String method, T body) {
        return InvokeMethodParameters.of(body).binding("method", method);
    }
}
