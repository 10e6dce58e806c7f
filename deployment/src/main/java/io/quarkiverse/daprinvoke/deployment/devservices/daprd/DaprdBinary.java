package io.quarkiverse.daprinvoke.deployment.devservices.daprd;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.quarkiverse.daprinvoke.deployment.devservices.DaprInvokeDevServicesConfig;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Finds the {@code daprd} of this machine.
 */
public final class DaprdBinary {

    private static final String VARIABLE = "DAPRD";

    private DaprdBinary() {
    }

    /**
     * @param environment the environment variables by name, {@code null} for one that is not set
     * @param home the user's home folder
     * @throws ConfigurationException if there is none, or if the variable {@code DAPRD} names no program
     */
    public static Path find(UnaryOperator<String> environment, Path home) {
        String named = environment.apply(VARIABLE);
        if (named != null && !named.isBlank()) {
            Path program = Path.of(named);
            if (!isProgram(program)) {
                throw failure("the environment variable DAPRD does not name a program. Correct it, or remove it to search for "
                        + "daprd on the PATH and in ~/.dapr/bin");
            }
            return program;
        }
        return places(environment, home).stream().filter(DaprdBinary::isProgram).findFirst()
                .orElseThrow(() -> failure("daprd was not found. Set the environment variable DAPRD to its path, put it on the "
                        + "PATH, install it into ~/.dapr/bin with 'dapr init --slim', or choose another mode"));
    }

    private static List<Path> places(UnaryOperator<String> environment, Path home) {
        List<Path> folders = new ArrayList<>();
        String path = environment.apply("PATH");
        if (path != null) {
            for (String folder : path.split(File.pathSeparator)) {
                if (!folder.isBlank()) {
                    folders.add(Path.of(folder));
                }
            }
        }
        folders.add(home.resolve(".dapr").resolve("bin"));
        List<Path> places = new ArrayList<>();
        for (Path folder : folders) {
            places.add(folder.resolve("daprd"));
            places.add(folder.resolve("daprd.exe"));
        }
        return places;
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    private static ConfigurationException failure(String reason) {
        return new ConfigurationException(DaprInvokeDevServicesConfig.MODE + " is process, but " + reason,
                Set.of(DaprInvokeDevServicesConfig.MODE));
    }
}
