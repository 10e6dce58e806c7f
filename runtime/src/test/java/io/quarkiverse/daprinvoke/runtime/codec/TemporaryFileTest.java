package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.vertx.core.buffer.Buffer;

class TemporaryFileTest {

    private final TemporaryFile file = new TemporaryFile(new Blocking(Runnable::run, Runnable::run));

    private void write(String... chunks) {
        file.write(List.of(chunks).stream().map(Buffer::buffer).toList()).await().indefinitely();
    }

    private Path complete() {
        return file.complete().await().indefinitely();
    }

    @Test
    void holdsAllChunksUntilItIsDiscarded() throws Exception {
        write("a", "b");
        write("c");
        Path path = complete();
        assertThat(path).hasContent("abc");
        file.discard().await().indefinitely();
        assertThat(path).doesNotExist();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void isClosedOnceItIsComplete() {
        write("a");
        Path path = complete();
        assertThat(OpenFiles.count(path)).isZero();
        file.discard().await().indefinitely();
    }

    @Test
    void isMadeOnlyIfSomethingIsWritten() {
        assertThat(complete()).isNull();
        file.discard().await().indefinitely();
    }

    @Test
    void isNotMadeAgainOnceItIsDiscarded() {
        file.discard().await().indefinitely();
        write("late");
        assertThat(complete()).isNull();
    }

    @Test
    void writesWhenItIsSubscribedTo() throws Exception {
        var writing = file.write(List.of(Buffer.buffer("a")));
        assertThat(complete()).isNull();
        writing.await().indefinitely();
        Path path = complete();
        assertThat(path).hasContent("a");
        Files.delete(path);
    }
}
