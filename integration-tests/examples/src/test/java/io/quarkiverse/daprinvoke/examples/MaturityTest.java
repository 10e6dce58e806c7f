package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Each row of the maturity matrix is done, and names a test that exists, or is not needed, and says why.
 */
class MaturityTest {

    private static final Path PAGE = Listing.root().resolve("docs/modules/ROOT/pages/maturity.adoc");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final String HEAD = "|What |State |Shown by, or why not";
    private static final Pattern OTHER_PROOF = Pattern.compile("The (build itself|workflow `build\\.yml`)");

    @Test
    void eachTestExists() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher test = TEST.matcher(Files.readString(PAGE));
        while (test.find()) {
            named.add(test.group(1));
        }
        named.removeAll(tests());

        assertThat(named).as("tests that the maturity matrix names and that do not exist").isEmpty();
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> files = Files.walk(Listing.root())) {
            return files.map(file -> Listing.root().relativize(file).toString())
                    .filter(file -> file.contains("src/test/java/") && !file.contains("target/") && file.endsWith(".java"))
                    .map(file -> file.substring(file.lastIndexOf('/') + 1, file.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
    }

    @Test
    void eachRowHasATestOrAReason() throws IOException {
        List<String[]> rows = Stream.of(Files.readString(PAGE).replace("\n|===", "").split("\n\n+"))
                .filter(paragraph -> paragraph.startsWith("|") && !paragraph.startsWith(HEAD))
                .map(row -> row.substring(1).strip().split("\n\\|")).toList();
        assertThat(rows).isNotEmpty().allSatisfy(cells -> assertThat(cells).as(cells[0]).hasSize(3));
        List<String> open = rows.stream()
                .filter(cells -> !(cells[1].equals("done") && proves(cells[2]))
                        && !(cells[1].startsWith("not needed") && cells[2].length() > 20))
                .map(cells -> cells[0]).toList();

        assertThat(open).as("rows of the maturity matrix that are neither done, with a test, nor not needed, with the reason")
                .isEmpty();
    }

    private static boolean proves(String text) {
        return TEST.matcher(text).find() || OTHER_PROOF.matcher(text).find();
    }
}
