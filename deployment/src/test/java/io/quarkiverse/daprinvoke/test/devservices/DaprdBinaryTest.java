package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdBinary;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Where the daprd of the mode {@code process} is found.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class DaprdBinaryTest {

    @TempDir
    Path home;

    private String path;

    @BeforeEach
    void makeFolders() throws IOException {
        path = Files.createDirectories(home.resolve("first")) + File.pathSeparator + File.pathSeparator
                + Files.createDirectories(home.resolve("second"));
        Files.createDirectories(home.resolve(".dapr/bin"));
    }

    @Test
    void variableWinsOverPathWhichWinsOverTheFolderOfDapr() throws IOException {
        Path installed = program(".dapr/bin/daprd");
        assertThat(DaprdBinary.find(name -> null, home)).isEqualTo(installed);
        assertThat(DaprdBinary.find(Map.of("PATH", path)::get, home)).isEqualTo(installed);
        Path second = program("second/daprd");
        assertThat(DaprdBinary.find(Map.of("PATH", path)::get, home)).isEqualTo(second);
        Path first = program("first/daprd");
        assertThat(DaprdBinary.find(Map.of("PATH", path)::get, home)).isEqualTo(first);
        Path named = program("mine");
        assertThat(DaprdBinary.find(Map.of("PATH", path, "DAPRD", named.toString())::get, home)).isEqualTo(named);
        assertThat(DaprdBinary.find(Map.of("PATH", path, "DAPRD", " ")::get, home)).isEqualTo(first);
    }

    @Test
    void whatCannotBeRunIsNoProgram() throws IOException {
        Files.createFile(home.resolve("first/daprd"));
        Files.createDirectory(home.resolve("second/daprd"));
        assertThatThrownBy(() -> DaprdBinary.find(Map.of("PATH", path)::get, home))
                .isInstanceOfSatisfying(ConfigurationException.class,
                        e -> assertThat(e.getConfigKeys()).containsExactly("quarkus.dapr-invoke.devservices.mode"))
                .hasMessage("quarkus.dapr-invoke.devservices.mode is process, but daprd was not found. Set the environment "
                        + "variable DAPRD to its path, put it on the PATH, install it into ~/.dapr/bin with "
                        + "'dapr init --slim', or choose another mode");
    }

    @Test
    void variableThatNamesNoProgramIsAnErrorAlsoIfThereIsAnother() throws IOException {
        program("first/daprd");
        assertThatThrownBy(
                () -> DaprdBinary.find(Map.of("PATH", path, "DAPRD", home.resolve("none").toString())::get, home))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.dapr-invoke.devservices.mode is process, but the environment variable DAPRD does not "
                        + "name a program. Correct it, or remove it to search for daprd on the PATH and in ~/.dapr/bin");
    }

    private Path program(String name) throws IOException {
        Path program = Files.createFile(home.resolve(name));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program;
    }
}
