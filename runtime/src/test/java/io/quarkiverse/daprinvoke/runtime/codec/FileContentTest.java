package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.buffer.Buffer;

class FileContentTest {

    private static final int CHUNK = 64 * 1024;
    private static final Blocking BLOCKING = new Blocking(Infrastructure.getDefaultWorkerPool(), Runnable::run);

    @TempDir
    Path directory;

    private Path file(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Files.write(directory.resolve("file"), bytes);
    }

    private static Buffer read(Multi<Buffer> chunks) {
        Buffer all = Buffer.buffer();
        chunks.collect().asList().await().indefinitely().forEach(all::appendBuffer);
        return all;
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 1_000_000 })
    void isReadFromItsBeginningToItsEndAgainAndAgain(int length) throws IOException {
        Path file = file(length);
        assertThat(FileContent.length(file, BLOCKING).await().indefinitely()).isEqualTo(length);
        Multi<Buffer> chunks = FileContent.chunks(file, length, BLOCKING);
        assertThat(read(chunks).getBytes()).isEqualTo(Files.readAllBytes(file));
        assertThat(read(chunks).getBytes()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void aFileThatHasBecomeLongerIsCut() throws IOException {
        Path file = file(2 * CHUNK);
        assertThat(read(FileContent.chunks(file, CHUNK + 1, BLOCKING)).length()).isEqualTo(CHUNK + 1);
        assertThat(read(FileContent.chunks(file, CHUNK, BLOCKING)).length()).isEqualTo(CHUNK);
        assertThat(read(FileContent.chunks(file, 0, BLOCKING)).length()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, CHUNK, CHUNK + 1 })
    void aFileThatHasBecomeShorterIsAFailure(int missing) throws IOException {
        Multi<Buffer> chunks = FileContent.chunks(file(CHUNK), CHUNK + missing, BLOCKING);
        assertThatThrownBy(() -> read(chunks)).isInstanceOf(CompletionException.class)
                .cause().isExactlyInstanceOf(BodyProblem.class).hasMessage("the file became shorter while it was sent");
    }

    @Test
    void whatIsNoFileHasNoLength() throws IOException {
        assertProblem(directory.resolve("none"), "the file does not exist. Check the path");
        assertProblem(directory, "it is not a regular file. Use the path of a file");
    }

    private static void assertProblem(Path file, String problem) {
        assertThatThrownBy(() -> FileContent.length(file, BLOCKING).await().indefinitely())
                .isInstanceOf(CompletionException.class)
                .cause().isExactlyInstanceOf(BodyProblem.class).hasMessage(problem);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isClosedInEveryCase() throws IOException {
        Path file = file(3 * CHUNK);
        assertThat(
                read(FileContent.chunks(file, 3 * CHUNK, BLOCKING).onItem()
                        .invoke(chunk -> assertThat(OpenFiles.count(file)).isEqualTo(1)))
                        .length())
                .isEqualTo(3 * CHUNK);
        assertThat(OpenFiles.count(file)).isZero();
        assertThatThrownBy(() -> read(FileContent.chunks(file, 4 * CHUNK, BLOCKING)));
        assertThat(OpenFiles.count(file)).isZero();
        FileContent.chunks(file, 3 * CHUNK, BLOCKING).select().first().collect().asList().await().indefinitely();
        long deadline = System.nanoTime() + 10_000_000_000L;
        while (OpenFiles.count(file) > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(OpenFiles.count(file)).isZero();
    }
}
