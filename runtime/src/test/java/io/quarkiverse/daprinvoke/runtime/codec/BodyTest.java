package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Bodies that are made right before they are sent, and whether they can be sent again.
 */
class BodyTest {

    private static final Blocking AT_ONCE = new Blocking(Runnable::run, Runnable::run);

    @TempDir
    Path directory;

    private static Body encode(Object payload, String contentType) throws Exception {
        return PayloadEncoder.of(new PayloadType(payload.getClass(), List.of()), ObjectMapper::new).encode(payload,
                contentType);
    }

    private static Body measured(Body body) {
        return body.measured().apply(AT_ONCE).await().indefinitely();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{\"id\":1}" })
    void aCompressedBodyIsThatBody(String text) throws Exception {
        Body body = measured(Body.of(Buffer.buffer(text), "application/json").gzipped());
        assertThat(body.contentType()).isEqualTo("application/json");
        assertThat(body.contentEncoding()).isEqualTo("gzip");
        assertThat(body.length()).isEqualTo(body.buffer().length());
        assertThat(body.isSentOnce()).isFalse();
        assertThat(new GZIPInputStream(new ByteArrayInputStream(body.buffer().getBytes())).readAllBytes())
                .asString().isEqualTo(text);
    }

    @Test
    void aFileIsSentWithItsLength() throws Exception {
        Path file = Files.writeString(directory.resolve("a.pdf"), "content");
        for (Object payload : new Object[] { file, file.toFile() }) {
            Body body = encode(payload, "application/pdf");
            assertThat(body.isSentOnce()).isFalse();
            Body sent = measured(body);
            assertThat(sent.contentType()).isEqualTo("application/pdf");
            assertThat(sent.length()).isEqualTo(7);
            assertThat(sent.isSentOnce()).isFalse();
            assertThat(sent.chunks().collect().asList().await().indefinitely().toString()).isEqualTo("[content]");
            assertThat(measured(encode(payload, null)).contentType()).isEqualTo("application/octet-stream");
        }
    }

    @Test
    void aStreamIsSentOnce() throws Exception {
        Multi<Buffer> chunks = Multi.createFrom().item(Buffer.buffer("a"));
        Body body = encode(chunks, null);
        assertThat(body.contentType()).isEqualTo("application/octet-stream");
        assertThat(body.chunks()).isSameAs(chunks);
        assertThat(body.isSentOnce()).isTrue();
        assertThat(encode(chunks, "text/csv").contentType()).isEqualTo("text/csv");
    }

    /** Also before its length is known: whether an attempt may be followed by another is decided by it. */
    @Test
    void aFormWithAStreamIsSentOnceAndOneWithFilesAgain() throws Exception {
        Path file = Files.writeString(directory.resolve("a.txt"), "content");
        Multi<Buffer> chunks = Multi.createFrom().item(Buffer.buffer("a"));
        assertThat(encode(Multipart.form().file("a", file), null).isSentOnce()).isFalse();
        assertThat(encode(Multipart.form().stream("b", "b.txt", "text/plain", chunks).file("a", file), null).isSentOnce())
                .isTrue();
    }
}
