package org.acme;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.acme.calls.Order;
import org.acme.streams.Archive;
import org.acme.streams.ArchiveResource;
import org.acme.streams.BlockingChat;
import org.acme.streams.Imports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.test.Answer;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * The examples of streams, against stubs.
 */
@QuarkusTest
class StreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Archive archive;

    @Inject
    ArchiveResource files;

    @Inject
    Imports imports;

    @Inject
    BlockingChat chat;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @TempDir
    Path folder;

    @Test
    void aFileIsStored() throws IOException {
        Path file = Files.write(folder.resolve("leaves"), new byte[200_000]);
        sidecar.on("archive", "store").reply(201);

        archive.store(file.toString()).await().atMost(PATIENCE);

        sidecar.verify("archive", "store").once().withBody(new byte[200_000]);
        assertThat(sidecar.calls("archive", "store").get(0).header("content-length")).isNull();
        assertClosed(file);
    }

    /** On Linux, which lists what a process has open. */
    private static void assertClosed(Path file) throws IOException {
        Path handles = Path.of("/proc/self/fd");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (Files.exists(handles) && isOpen(file, handles)) {
            assertThat(System.nanoTime()).as("The file is still open").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static boolean isOpen(Path file, Path handles) throws IOException {
        try (Stream<Path> open = Files.list(handles)) {
            return open.anyMatch(handle -> {
                try {
                    return Files.readSymbolicLink(handle).equals(file);
                } catch (IOException e) {
                    // Closed in the meantime
                    return false;
                }
            });
        }
    }

    @Test
    void aReplyIsHandedOn() {
        sidecar.on("archive", "files/tea").whereVerb("GET").replyText(200, "green");

        when().get("/archive/tea").then().statusCode(200).body(equalTo("green"));
    }

    @Test
    void aReplyMayTakeItsTime() {
        sidecar.on("archive", "files/tea").whereVerb("GET").replyText(200, "green");

        String text = files.readSlowly("tea").onItem().transformToMulti(chunks -> chunks)
                .collect().in(Buffer::buffer, Buffer::appendBuffer).await().atMost(PATIENCE).toString();
        assertThat(text).isEqualTo("green");
    }

    @Test
    void aReplyIsHandedOnWithItsHead() {
        sidecar.on("archive", "files/tea").whereVerb("GET").replyText(206, "gre").header("content-type", "text/vnd.tea");

        when().get("/relay/tea").then().statusCode(206).contentType("text/vnd.tea").body(equalTo("gre"));
    }

    @Test
    void aResponseWithoutContentTypeIsForwardedAsBytes() {
        sidecar.on("archive", "files/none").whereVerb("GET").reply(200);

        when().get("/relay/none").then().statusCode(200).contentType("application/octet-stream").body(equalTo(""));
    }

    @Test
    void valuesAreSentAsLines() {
        sidecar.on("archive", "import").reply(204);

        imports.importAll(Multi.createFrom().items(new Order("o-1", "tea", 2), new Order("o-2", "milk", 1)))
                .await().atMost(PATIENCE);

        sidecar.verify("archive", "import").once().withHeader("content-type", "application/x-ndjson");
        assertThat(sidecar.calls("archive", "import").get(0).text()).isEqualTo("""
                {"id":"o-1","item":"tea","quantity":2}
                {"id":"o-2","item":"milk","quantity":1}
                """);
    }

    @Test
    void eventsAreResumedAndForwarded() {
        AtomicInteger calls = new AtomicInteger();
        sidecar.on("archive", "events").whereVerb("GET").answer(call -> Answer.text(200, calls.getAndIncrement() == 0
                ? "retry: 100\nid: 7\nevent: order\ndata: {\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}\n\n"
                : "data: [DONE]\n\n").header("content-type", "text/event-stream"));

        String events = when().get("/events").then().statusCode(200).extract().asString();

        assertThat(events.replaceAll(": ?", ":")).contains("id:7\n", "event:order\n", "data:{\"id\":\"o-1\"");
        assertThat(sidecar.calls("archive", "events")).extracting(call -> call.header("last-event-id"))
                .containsExactly(null, "7");
    }

    @Test
    void valuesAreReadOnAThreadThatMayBlock() {
        assertThat(chat.firstWords("tea")).containsExactly("You asked:", "tea");
    }
}
