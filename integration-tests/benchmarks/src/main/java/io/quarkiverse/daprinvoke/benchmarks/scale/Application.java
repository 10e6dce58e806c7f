package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.quarkiverse.daprinvoke.benchmarks.RunningApplication;

/**
 * A generated application in a separate folder.
 */
final class Application {

    private final Maven maven;
    private final Path folder;

    /**
     * @param folder is emptied
     * @param dependency a dependency beside that on Quarkus REST, may be empty
     * @param sources the Java sources, by the names of their classes, in the package {@code org.acme}
     */
    Application(Maven maven, Path folder, String dependency, Map<String, String> sources) throws IOException {
        this.maven = maven;
        this.folder = folder;
        delete(folder);
        write("pom.xml", Sources.pom(folder.getFileName().toString(), dependency));
        write("src/main/resources/application.properties", Sources.PROPERTIES);
        for (Map.Entry<String, String> source : sources.entrySet()) {
            write("src/main/java/org/acme/" + source.getKey() + ".java", source.getValue());
        }
    }

    /**
     * Builds it from nothing.
     *
     * @return how long that took, Maven's start and the compiler included
     */
    Duration build() throws IOException, InterruptedException {
        delete(folder.resolve("target"));
        return maven.run(folder, List.of("package", "-o", "-Dquarkus.builder.metrics.enabled=true"));
    }

    /**
     * @return the durations of the steps of the last build
     */
    BuildSteps steps() throws IOException {
        return BuildSteps.read(folder.resolve("target/build-metrics.json"));
    }

    /**
     * @param prefix what comes before {@code java} in the command line
     * @param options further options of the Java virtual machine
     */
    RunningApplication start(List<String> prefix, List<String> options) throws IOException, InterruptedException {
        return RunningApplication.start(folder.resolve("target/quarkus-app/quarkus-run.jar"), prefix, options);
    }

    /**
     * Builds the native executable, which takes minutes.
     */
    Path buildNative() throws IOException, InterruptedException {
        delete(folder.resolve("target"));
        maven.run(folder, List.of("package", "-o", "-Dquarkus.native.enabled=true"));
        try (Stream<Path> files = Files.list(folder.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith("-runner")).findAny().orElseThrow();
        }
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
