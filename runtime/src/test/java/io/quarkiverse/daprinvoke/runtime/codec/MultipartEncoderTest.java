package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.MultipartForm;

class MultipartEncoderTest {

    @TempDir
    Path directory;

    @Test
    void aFormInMemoryIsOneBufferThatCanBeSentAgain() throws IOException {
        Body body = encode(Multipart.form().field("title", "Q3 ü")
                .bytes("logo", "logo.png", "image/png", new byte[] { 'p', 'n', 'g' }));
        assertThat(body.isSentOnce()).isFalse();
        assertThat(body.length()).isEqualTo(body.buffer().length());
        assertThat(body.buffer()).hasToString("--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nQ3 ü\r\n"
                .concat("--B\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"logo.png\"\r\n"
                        + "Content-Type: image/png\r\n\r\npng\r\n--B--\r\n")
                .replace("--B", "--" + boundary(body)));
    }

    @Test
    void aFormWithFilesHasItsLength() throws IOException {
        Path first = Files.writeString(directory.resolve("a.txt"), "first");
        Path second = Files.writeString(directory.resolve("b.txt"), "");
        Body body = encode(Multipart.form().file("a", first).field("x", "y").file("b", second, "c.txt", "text/plain"));
        assertThat(body.measured()).isNotNull();
        Body measured = body.measured().apply(new Blocking(Runnable::run, Runnable::run)).await().indefinitely();
        String expected = ("--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a.txt\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nfirst\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n"
                + "--B\r\nContent-Disposition: form-data; name=\"b\"; filename=\"c.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\n\r\n--B--\r\n").replace("--B", "--" + boundary(body));
        assertThat(written(measured)).isEqualTo(expected);
        assertThat(measured.length()).isEqualTo(expected.length());
        assertThat(measured.contentType()).isEqualTo(body.contentType());
        assertThat(measured.isSentOnce()).isFalse();
        // Another attempt measures again
        Files.writeString(first, "longer than first");
        Body again = body.measured().apply(new Blocking(Runnable::run, Runnable::run)).await().indefinitely();
        assertThat(written(again)).isEqualTo(expected.replace("first", "longer than first"));
        assertThat(again.length()).isEqualTo(expected.length() + 12);
    }

    @Test
    void aFormWithAStreamHasNoLength() throws IOException {
        Body body = encode(Multipart.form().stream("log", "a.log", "text/plain",
                Multi.createFrom().items("a", "b").map(Buffer::buffer)).field("x", "y"));
        assertThat(body.length()).isEqualTo(-1);
        assertThat(body.isSentOnce()).isTrue();
        assertThat(written(body)).isEqualTo(("--B\r\nContent-Disposition: form-data; name=\"log\"; filename=\"a.log\"\r\n"
                + "Content-Type: text/plain\r\n\r\nab\r\n--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--B--\r\n")
                .replace("--B", "--" + boundary(body)));
    }

    /** Its publisher may need the context of the call, as one that reads a database does. */
    @Test
    void aStreamBehindAFileIsReadByTheCaller() throws IOException {
        Path file = Files.writeString(directory.resolve("a.txt"), "abc");
        List<String> threads = new CopyOnWriteArrayList<>();
        Multi<Buffer> stream = Multi.createFrom().deferred(() -> {
            threads.add(Thread.currentThread().getName());
            return Multi.createFrom().item(Buffer.buffer("x"));
        });
        Body body = encoder(Multipart.class).encode(
                Multipart.form().file("a", file).stream("b", "b.txt", "text/plain", stream), null);
        ExecutorService files = Executors.newSingleThreadExecutor(task -> new Thread(task, "files"));
        ExecutorService caller = Executors.newSingleThreadExecutor(task -> new Thread(task, "caller"));
        try {
            body.measured().apply(new Blocking(files, caller)).onItem().transformToMulti(Body::chunks)
                    .collect().asList().await().indefinitely();
        } finally {
            files.shutdown();
            caller.shutdown();
        }
        assertThat(threads).containsExactly("caller");
    }

    @ParameterizedTest
    @ValueSource(strings = { "a\"\r\nx: y", "\r\n\r\nbody", "\"; filename=\"other", "a\nb", "a\rb" })
    void noNameEndsItsQuotesOrItsLine(String name) throws IOException {
        String quoted = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        Body body = encode(Multipart.form().field(name, "v").bytes("f", name, "text/plain", new byte[0]));
        assertThat(body.buffer().toString().lines().filter(line -> line.startsWith("Content-Disposition"))).containsExactly(
                "Content-Disposition: form-data; name=\"" + quoted + "\"",
                "Content-Disposition: form-data; name=\"f\"; filename=\"" + quoted + "\"");
        assertThat(body.buffer().toString().lines()).hasSize(10);
    }

    @Test
    void namesAreUtf8() throws IOException {
        Body body = encode(Multipart.form().field("größe 日", "1"));
        assertThat(body.buffer().toString()).contains("name=\"größe 日\"");
    }

    @Test
    void eachFormHasAnotherBoundary() throws IOException {
        Multipart form = Multipart.form().field("a", "b");
        assertThat(boundary(encode(form))).hasSize(36).isNotEqualTo(boundary(encode(form)));
    }

    @Test
    void aFormOfVertxIsSentTheSameWay() throws IOException {
        MultipartForm form = MultipartForm.create().attribute("a\"\r\nx: y", "b");
        for (Object payload : List.of(form, io.vertx.mutiny.ext.web.multipart.MultipartForm.newInstance(form))) {
            for (Class<?> type : List.of(MultipartForm.class, io.vertx.mutiny.ext.web.multipart.MultipartForm.class,
                    Object.class)) {
                Body body = encoder(type).encode(payload, null);
                assertThat(body.buffer().toString()).contains("form-data; name=\"a%22%0D%0Ax: y\"\r\n\r\nb\r\n");
            }
        }
        MultipartForm noPath = MultipartForm.create().textFileUpload("a", "b", "secret\0", "text/plain");
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encode(noPath))
                .withMessage("The path of a file contains a character that is not allowed in a path");
        form.attribute("", "b");
        assertThatExceptionOfType(BodyProblem.class).isThrownBy(() -> encode(form))
                .withMessage("The name of a field must not be empty");
    }

    @Test
    void theContentTypeMayBeNamed() throws IOException {
        Body body = encoder(Multipart.class).encode(Multipart.form(), "Multipart/Form-Data");
        assertThat(body.contentType()).startsWith("multipart/form-data; boundary=");
        for (String other : List.of("multipart/mixed", "multipart/form-data; boundary=x", "application/json")) {
            assertThatExceptionOfType(BodyProblem.class)
                    .isThrownBy(() -> encoder(Multipart.class).encode(Multipart.form(), other))
                    .withMessage("a multipart form is sent with the content type multipart/form-data, to which the extension "
                            + "adds the boundary. Remove the other content type");
        }
    }

    @Test
    void aFileThatIsNotThereIsAProblemBeforeAnythingIsSent() throws IOException {
        Body body = encode(Multipart.form().file("a", Files.writeString(directory.resolve("a"), "x"))
                .file("b", directory.resolve("none")));
        assertThatThrownBy(() -> body.measured().apply(new Blocking(Runnable::run, Runnable::run)).await().indefinitely())
                .isInstanceOf(CompletionException.class)
                .cause().isInstanceOf(BodyProblem.class).hasMessage("part number 2: the file does not exist. Check the path");
    }

    private static Body encode(Object payload) throws IOException {
        return encoder(Object.class).encode(payload, null);
    }

    private static PayloadEncoder encoder(Class<?> type) {
        return PayloadEncoder.of(new PayloadType(type, List.of()), ObjectMapper::new);
    }

    private static String boundary(Body body) {
        return body.contentType().substring("multipart/form-data; boundary=".length());
    }

    private static String written(Body body) {
        Buffer all = Buffer.buffer();
        body.chunks().collect().asList().await().indefinitely().forEach(chunk -> all.appendBuffer((Buffer) chunk));
        return all.toString();
    }
}
