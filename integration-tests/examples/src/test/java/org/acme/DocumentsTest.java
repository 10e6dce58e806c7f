package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import jakarta.inject.Inject;

import org.acme.files.Documents;
import org.acme.files.Exports;
import org.acme.files.FileStore;
import org.acme.files.Search;
import org.acme.json.Prices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The examples of forms, files and JSON, against stubs.
 */
@QuarkusTest
class DocumentsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Documents documents;

    @Inject
    Search search;

    @Inject
    FileStore store;

    @Inject
    Exports exports;

    @Inject
    Prices prices;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @TempDir
    Path folder;

    @Test
    void aMapIsSentAsAForm() {
        sidecar.on("archive", "search").replyText(200, "found");

        assertThat(search.search("green tea", 5).await().atMost(PATIENCE)).isEqualTo("found");

        sidecar.verify("archive", "search").once().withHeader("content-type", "application/x-www-form-urlencoded");
        assertThat(sidecar.calls("archive", "search").get(0).text().split("&")).containsExactlyInAnyOrder("q=green+tea",
                "limit=5");
    }

    @Test
    void aDocumentIsUploaded() throws IOException {
        Path document = Files.writeString(folder.resolve("tea.txt"), "leaves");
        sidecar.on("archive", "documents").reply(201);

        documents.upload("Tea", document).await().atMost(PATIENCE);

        assertThat(sidecar.calls("archive", "documents").get(0).text())
                .contains("name=\"title\"\r\n\r\nTea", "name=\"doc\"; filename=\"tea.txt\"", "leaves");
    }

    @Test
    void aFileIsSentWithItsLength() throws IOException {
        Path file = Files.writeString(folder.resolve("export"), "leaves");
        sidecar.on("archive", "exports/tea").whereVerb("PUT").reply(204);

        store.store("tea", file).await().atMost(PATIENCE);

        sidecar.verify("archive", "exports/tea").once().withBody("leaves".getBytes(StandardCharsets.UTF_8))
                .withHeader("content-length", "6");
    }

    @Test
    void aResponseIsReadFromAFile() throws IOException {
        sidecar.on("archive", "exports/tea").whereVerb("GET").replyText(200, "green\nblack\n");
        sidecar.on("archive", "exports/none").whereVerb("GET").reply(204);

        assertThat(exports.countLines("tea")).isEqualTo(2);
        assertThat(exports.countLines("none")).isZero();
    }

    @Test
    void numbersKeepTheirDigits() {
        sidecar.on("stock", "prices").whereVerb("GET").replyBytes(200, "{\"tea\":0.10}".getBytes(StandardCharsets.UTF_8));

        assertThat(prices.read().await().atMost(PATIENCE)).isEqualTo(Map.of("tea", new BigDecimal("0.10")));
    }
}
