package io.quarkiverse.daprinvoke.daprd.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The daprd of this machine. The script {@code build} looks in the same places, and builds one if there is none.
 *
 * @param path where it is
 * @param version what it says of itself
 */
public record DaprdBinary(Path path, String version) {

    public static final String NONE = "there is no daprd: name one with the environment variable DAPRD, put it on the PATH, "
            + "install it with 'dapr init --slim', or build it with integration-tests/daprd/build";

    private static final Pattern PINNED = Pattern.compile("(?m)^require github.com/dapr/dapr v(\\S+)$");

    /**
     * @return empty if there is none
     */
    public static Optional<DaprdBinary> find() {
        Optional<Path> named = environment("DAPRD").map(Path::of);
        if (named.isPresent() && !Files.isExecutable(named.get())) {
            throw new IllegalStateException("The environment variable DAPRD does not name a program");
        }
        return places().stream().filter(path -> Files.isRegularFile(path) && Files.isExecutable(path)).findFirst()
                .map(path -> new DaprdBinary(path, version(path)));
    }

    private static List<Path> places() {
        List<Path> places = new ArrayList<>();
        environment("DAPRD").map(Path::of).ifPresent(places::add);
        for (String folder : environment("PATH").orElse("").split(":")) {
            places.add(Path.of(folder, "daprd"));
        }
        Path home = Path.of(System.getProperty("user.home"));
        places.add(home.resolve(".dapr/bin/daprd"));
        places.add(environment("XDG_CACHE_HOME").map(Path::of).orElse(home.resolve(".cache"))
                .resolve("quarkus-dapr-invoke/daprd-" + pinnedVersion() + "/daprd"));
        return places;
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    private static String pinnedVersion() {
        try {
            Matcher pinned = PINNED.matcher(Files.readString(Path.of("go.mod")));
            if (!pinned.find()) {
                throw new IllegalStateException("go.mod does not require github.com/dapr/dapr");
            }
            return pinned.group(1);
        } catch (IOException e) {
            throw new IllegalStateException("These tests run in their own module, where go.mod is", e);
        }
    }

    private static String version(Path daprd) {
        try {
            Process process = new ProcessBuilder(daprd.toString(), "--version").redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes()).strip();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(daprd + " --version failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(daprd + " cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
