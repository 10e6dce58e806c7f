package io.quarkiverse.daprinvoke.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.Test;

/**
 * A packaged application has nothing of what is there for its tests and for its development.
 */
class PackagedApplicationIT {

    private static final Path APPLICATION = Path.of("target", "quarkus-app");

    @Test
    void noClassIsForTestsOrForTheDevUI() throws IOException {
        assumeTrue(Files.exists(APPLICATION), "there are no jars to look into: this build made a native executable");
        try (Stream<Path> files = Files.walk(APPLICATION)) {
            List<String> classes = files.filter(file -> file.toString().endsWith(".jar"))
                    .flatMap(jar -> classes(jar).stream()).toList();

            assertTrue(classes.contains("io/quarkiverse/daprinvoke/Emitter.class"));
            assertEquals(List.of(), classes.stream().filter(name -> name.matches(
                    "(io/quarkiverse/daprinvoke/test|io/quarkiverse/daprinvoke/runtime/dev|org/junit)/.*")).toList());
        }
    }

    private static List<String> classes(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
