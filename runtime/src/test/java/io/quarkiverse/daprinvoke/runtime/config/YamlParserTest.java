package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys without a value in a YAML file are found by their names. */
class YamlParserTest {

    @TempDir
    Path directory;

    private Set<String> names(String yaml) throws IOException {
        return new YamlParser().apply(Files.writeString(directory.resolve("application.yaml"), yaml).toUri().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a:                              | a
            a: {b: {c: ~}, d: 1}            | a.b.c
            a: {}                           | a
            'a: [1, ~]'                     | a
            'a: [{b: ~}]'                   | a.b
            1: {true: null}                 | 1.true
            "%prod": {a: ~}                 | %prod.a
            'a: 1'                          |
            'a: [1]'                        |
            """)
    void aKeyWithoutAValueIsNamedByItsPath(String yaml, String name) throws IOException {
        assertThat(names(yaml)).isEqualTo(name == null ? Set.of() : Set.of(name));
    }

    @Test
    void everyDocumentOfAFileIsLookedAt() throws IOException {
        assertThat(names("a: 1\n---\nb:\n---\nc:\n")).containsExactly("b", "c");
    }

    @Test
    void aUrlThatOnlyItsClassLoaderCanReadHoldsNone() {
        assertThat(new YamlParser().apply("unheard-of:application.yaml")).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadAgainIsAnError() {
        String url = directory.resolve("gone.yaml").toUri().toString();
        assertThatThrownBy(() -> new YamlParser().apply(url)).isInstanceOf(UncheckedIOException.class)
                .hasMessage("Cannot read " + url + " again, which has been read as configuration");
    }
}
