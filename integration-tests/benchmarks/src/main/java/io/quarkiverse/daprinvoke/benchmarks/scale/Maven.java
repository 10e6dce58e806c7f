package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The repository's {@code ./mvnw}, with a local repository that holds nothing but the freshly built extension and, behind
 * it, the one that the build has filled.
 */
final class Maven {

    private final Path root;
    private final Path repository;
    private final Path filled;

    /**
     * @param root the root folder of the repository
     * @param repository the local repository of the generated applications
     */
    Maven(Path root, Path repository) {
        this.root = root;
        this.repository = repository;
        String local = System.getProperty("maven.repo.local");
        this.filled = local != null ? Path.of(local) : Path.of(System.getProperty("user.home"), ".m2", "repository");
        if (!Files.exists(root.resolve("mvnw"))) {
            throw new IllegalStateException("There is no mvnw here: run the program in the root folder of the repository");
        }
    }

    void installExtension() throws IOException, InterruptedException {
        run(root, List.of("install", "-Dmaven.test.skip=true", "--projects=runtime,deployment", "--also-make"));
    }

    /**
     * @param arguments goals and options, apart from those that every run gets
     * @return how long it took
     * @throws IllegalStateException if it fails, with what it has printed
     */
    Duration run(Path project, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(root.resolve("mvnw").toString(), "-B", "-ntp", "-q",
                "-Dmaven.repo.local=" + repository, "-Dmaven.repo.local.tail=" + filled, "-Dquarkus.analytics.disabled=true"));
        command.addAll(arguments);
        Path log = Files.createDirectories(repository.resolveSibling("logs"))
                .resolve(project.getFileName() + "-" + arguments.get(0) + ".log");
        long start = System.nanoTime();
        int status = new ProcessBuilder(command).directory(project.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start().waitFor();
        Duration duration = Duration.ofNanos(System.nanoTime() - start);
        if (status != 0) {
            throw new IllegalStateException("Maven failed with exit status " + status + ":\n" + Files.readString(log));
        }
        return duration;
    }
}
