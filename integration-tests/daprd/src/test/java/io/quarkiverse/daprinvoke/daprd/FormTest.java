package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Forms reach the application byte for byte, also with hostile names, and it reads what was sent.
 */
@QuarkusTest
class FormTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    private Path file;

    @BeforeEach
    void makeFile() throws IOException {
        file = Files.createTempFile("payload", ".bin");
    }

    @AfterEach
    void deleteFile() throws IOException {
        Files.delete(file);
    }

    static Stream<Arguments> forms() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a\r\nx: y", "\u00fc=&+ \ud83d\ude00");
        values.put("list", List.of(1, true, "x"));
        return Topology.onBothRoutes(
                arguments(values, "a%0D%0Ax%3A+y=%C3%BC%3D%26%2B+%F0%9F%98%80&list=1&list=true&list=x"),
                arguments(MultiMap.caseInsensitiveMultiMap().add("b", "2").add("a", "1").add("b", ""), "b=2&a=1&b="));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void namesAndValuesArrive(String route, Object payload, String body) {
        Calls.item(caller.any.send(Calls.to(route, "foo", payload).contentType(FORM)));

        Received call = DAPR.target().call();
        assertThat(call.body()).hasToString(body);
        assertThat(call.headers().getAll("content-type")).containsExactly(FORM);
        assertThat(call.headers().getAll("content-length")).containsExactly(String.valueOf(body.length()));
    }

    static Stream<Arguments> names() {
        return Topology.onBothRoutes(arguments("plain.txt", "plain.txt"),
                arguments("a\"\r\nx: y\r\n\r\n--z", "a%22%0D%0Ax: y%0D%0A%0D%0A--z"),
                arguments("caf\u00e9 \u65e5\u672c \ud83d\ude00", "caf\u00e9 \u65e5\u672c \ud83d\ude00"),
                arguments("../..\\x;name=y", "../..\\x;name=y"), arguments("%22%0A", "%22%0A"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void partsInMemoryAndFilesArriveWithTheirLength(String route, String name, String written) throws IOException {
        byte[] content = new byte[100_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 31 + 1);
        }
        Files.write(file, content);

        Calls.item(caller.any.send(Calls.to(route, "foo", Multipart.form().field(name, "\u00fc\r\n")
                .file("report", file, name, "text/csv").bytes(name, "b", "image/png", new byte[] { 0, -1 }))));

        Received call = DAPR.target().call();
        assertThat(call.headers().getAll("content-length")).containsExactly(String.valueOf(call.body().length()));
        assertThat(call.headers().contains("transfer-encoding")).isFalse();
        assertParts(call, part("name=\"" + written + "\"", null, "\u00fc\r\n".getBytes(StandardCharsets.UTF_8)),
                part("name=\"report\"; filename=\"" + written + "\"", "text/csv", content),
                part("name=\"" + written + "\"; filename=\"b\"", "image/png", new byte[] { 0, -1 }));
    }

    @ParameterizedTest
    @MethodSource("names")
    void aStreamArrivesInChunks(String route, String name, String written) {
        List<Buffer> chunks = new ArrayList<>();
        Buffer whole = Buffer.buffer();
        for (int i = 0; i < 64; i++) {
            chunks.add(Buffer.buffer(new byte[] { (byte) i, '\r', '\n', '-', '-' }).appendBytes(new byte[16 * 1024]));
            whole.appendBuffer(chunks.get(i));
        }

        Calls.item(caller.any.send(Calls.to(route, "foo", Multipart.form()
                .stream("log", name, "text/plain", Multi.createFrom().iterable(chunks)).field("title", "t"))));

        Received call = DAPR.target().call();
        assertThat(call.headers().contains("content-length")).isFalse();
        assertThat(call.headers().getAll("transfer-encoding")).containsExactly("chunked");
        assertParts(call, part("name=\"log\"; filename=\"" + written + "\"", "text/plain", whole.getBytes()),
                part("name=\"title\"", null, new byte[] { 't' }));
    }

    /** Reads the form with the parser of Vert.x. */
    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void anApplicationReadsThem(String route) throws Exception {
        Files.writeString(file, "a,b\r\n--x\r\n");
        BlockingQueue<String> read = new LinkedBlockingQueue<>();
        DAPR.target().handleWith(request -> {
            request.setExpectMultipart(true);
            request.uploadHandler(upload -> {
                Buffer content = Buffer.buffer();
                upload.handler(content::appendBuffer).endHandler(end -> read.add(upload.name() + "|" + upload.filename() + "|"
                        + upload.contentType() + "|" + content));
            });
            request.endHandler(end -> {
                request.formAttributes().forEach(field -> read.add(field.getKey() + "|" + field.getValue()));
                request.response().end();
            });
        });

        Calls.item(caller.any.send(Calls.to(route, "foo", Multipart.form().field("title", "Q3 \u00fc")
                .file("report", file, "q3.csv", "text/csv")
                .stream("log", "a.log", "text/plain", Multi.createFrom().items("one ", "two").map(Buffer::buffer)))));

        for (String expected : List.of("report|q3.csv|text/csv|a,b\r\n--x\r\n", "log|a.log|text/plain|one two",
                "title|Q3 \u00fc")) {
            assertThat(read.poll(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(expected);
        }
    }

    private static Buffer part(String disposition, String contentType, byte[] content) {
        return Buffer.buffer("Content-Disposition: form-data; " + disposition + "\r\n"
                + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n") + "\r\n").appendBytes(content);
    }

    private static void assertParts(Received call, Buffer... parts) {
        String contentType = call.headers().get("content-type");
        assertThat(contentType).startsWith("multipart/form-data; boundary=");
        String boundary = "--" + contentType.substring("multipart/form-data; boundary=".length());
        Buffer expected = Buffer.buffer();
        for (Buffer part : parts) {
            expected.appendString(boundary + "\r\n").appendBuffer(part).appendString("\r\n");
        }
        assertThat(call.body()).isEqualTo(expected.appendString(boundary + "--\r\n"));
    }
}
