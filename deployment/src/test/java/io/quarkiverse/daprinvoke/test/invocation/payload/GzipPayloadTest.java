package io.quarkiverse.daprinvoke.test.invocation.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Payloads above a configured size are compressed.
 */
class GzipPayloadTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Texts.class)
            .overrideConfigKey("quarkus.http.enable-decompression", "true")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.gzip-above", "100")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.\"all\".gzip-above", "0")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.\"all\".retry.max-attempts", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.\"all\".retry.initial-back-off", "1ms");

    private static final String LONG = "ü".repeat(51);

    final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource("texts")
    URI texts;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "texts")
    Emitter<String> text;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "texts")
    Emitter<List<String>> json;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "texts")
    Emitter<Multi<Buffer>> stream;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "texts")
    Emitter<Path> file;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "texts")
    Emitter<Multipart> form;

    @Inject
    @DaprInvoke(name = "all", appId = "shop", methodName = "texts", httpVerb = "put")
    Emitter<String> all;

    @jakarta.ws.rs.Path("texts")
    public static class Texts {

        @POST
        @Consumes("text/plain")
        public String read(String text) {
            return text;
        }
    }

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private static void assertCompressed(RawSidecar.Request request, String contentType, String content) {
        assertThat(request.header("content-encoding")).containsExactly("gzip");
        assertThat(request.header("content-type")).containsExactly(contentType);
        assertThat(request.header("content-length")).containsExactly(String.valueOf(request.body().length));
        assertThat(decompressed(request)).isEqualTo(content);
    }

    private static String decompressed(RawSidecar.Request request) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertPlain(RawSidecar.Request request, String content) {
        assertThat(request.header("content-encoding")).isEmpty();
        assertThat(request.text()).isEqualTo(content);
    }

    @Test
    void payloadsAboveTheSizeAreCompressed() {
        assertCompressed(Calls.sent(text.send(LONG)), "text/plain", LONG);
        assertCompressed(Calls.sent(json.send(List.of(LONG))), "application/json", "[\"" + LONG + "\"]");
        RawSidecar.Request sent = Calls.sent(form.send(Multipart.form().field("title", LONG)));
        assertThat(sent.header("content-encoding")).containsExactly("gzip");
        assertThat(decompressed(sent)).contains(LONG);
    }

    @Test
    void othersAreNot() {
        String exact = "ü".repeat(50);
        assertPlain(Calls.sent(text.send(exact)), exact);
        assertPlain(Calls.sent(text.send("")), "");
    }

    @Test
    void theSizeOfAnEmitterWins() {
        assertCompressed(Calls.sent(all.send("a")), "text/plain", "a");
        assertPlain(Calls.sent(all.send("")), "");
        assertPlain(Calls.sent(all.send()), "");
    }

    @Test
    void streamsAndFilesAreNotCompressed() throws IOException {
        assertPlain(Calls.sent(stream.send(Multi.createFrom().item(Buffer.buffer(LONG)))), LONG);
        Path path = Files.createTempFile("payload", null);
        try {
            assertPlain(Calls.sent(file.send(Files.writeString(path, LONG))), LONG);
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void aPayloadThatHasAnEncodingIsNotEncodedAgain() {
        RawSidecar.Request sent = Calls.sent(text.send(InvokeMethodParameters.of(LONG).header("Content-Encoding", "br")));
        assertThat(sent.header("content-encoding")).containsExactly("br");
        assertThat(sent.text()).isEqualTo(LONG);
    }

    @Test
    void aCallThatIsTriedAgainSendsTheSameBody() {
        sidecar.answer(RawSidecar.inTurn(RawSidecar.json(503, "{}"), RawSidecar.ok("")));
        assertCompressed(Calls.sent(all.send(LONG)), "text/plain", LONG);
        assertCompressed(sidecar.next(), "text/plain", LONG);
    }

    @Test
    void quarkusRestReadsIt() throws Exception {
        RawSidecar.Request sent = Calls.sent(text.send(LONG));
        // As sidecars call their applications
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<String> response = http.send(HttpRequest.newBuilder(texts)
                .header("content-type", "text/plain").header("content-encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(sent.body())).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(response.body()).isEqualTo(LONG);
    }
}
