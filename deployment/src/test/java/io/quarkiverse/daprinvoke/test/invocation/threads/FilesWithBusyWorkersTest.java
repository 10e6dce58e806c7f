package io.quarkiverse.daprinvoke.test.invocation.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.inject.Inject;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Files are read and written although all worker threads wait for calls.
 */
class FilesWithBusyWorkersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.request-timeout", "10s")
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "1")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    ManagedExecutor workers;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    RequestEmitter<Path, String> payload;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    RequestEmitter<Multipart, String> form;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "report")
    RequestEmitter<Void, Path> reply;

    @Test
    void payloadsAreRead() throws IOException {
        sidecar.answer(RawSidecar.ok("stored"));
        Path file = Files.writeString(Files.createTempFile("busy", null), "content");
        try {
            assertThat(workers.supplyAsync(() -> payload.request(file).await().atMost(PATIENCE)))
                    .succeedsWithin(PATIENCE).isEqualTo("stored");
            assertThat(workers.supplyAsync(() -> form.request(Multipart.form().file("file", file)).await().atMost(PATIENCE)))
                    .succeedsWithin(PATIENCE).isEqualTo("stored");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void repliesAreWritten() throws IOException {
        sidecar.answer(RawSidecar.ok("report"));
        assertThat(workers.supplyAsync(() -> reply.request().await().atMost(PATIENCE))).succeedsWithin(PATIENCE)
                .satisfies(path -> {
                    assertThat(path).hasContent("report");
                    Files.delete(path);
                });
    }
}
