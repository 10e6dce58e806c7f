package io.quarkiverse.daprinvoke.it.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The classes in a native executable, whose names it holds.
 */
class ImageContentNativeIT {

    private static final String EXTENSION = "io.quarkiverse.daprinvoke.";

    @Test
    void isWhatCallsNeedAndNothingOfTheBuildOrOfDevelopment() throws IOException {
        Set<String> classes = classesOfTheExtension();

        assertThat(classes).contains(EXTENSION + "runtime.sidecar.SidecarClient", EXTENSION + "runtime.EmitterImpl");
        assertThat(classes).noneMatch(name -> name.startsWith(EXTENSION + "deployment.")
                || name.startsWith(EXTENSION + "test.") || name.startsWith(EXTENSION + "runtime.dev."));
    }

    private static Set<String> classesOfTheExtension() throws IOException {
        // Nothing is lost of a binary file in this character set
        String executable = Files.readString(Path.of(System.getProperty("native.image.path")), StandardCharsets.ISO_8859_1);
        Set<String> names = new TreeSet<>();
        Matcher name = Pattern.compile(Pattern.quote(EXTENSION) + "[A-Za-z0-9_.$]+").matcher(executable);
        while (name.find()) {
            names.add(name.group());
        }
        return names;
    }
}
