package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The page "Compatibility" names the versions that are tested.
 */
class CompatibilityTest {

    private static final String PAGE = "docs/modules/ROOT/pages/compatibility.adoc";
    private static final String SCRIPT = "integration-tests/versions/run";

    @Test
    void thePageNamesTheVersionsOfQuarkusThatTheScriptTests() throws IOException {
        List<String> tested = find("\"(3\\.[0-9.]+) io\\.quarkus[a-z.]* [0-9]+\"", SCRIPT);
        String rows = String.join(", ", find("\\|Quarkus\n\\|([0-9., ]+)\n", PAGE));

        assertThat(List.of(rows.split(", "))).as("the versions of Quarkus in the table of %s", PAGE).isEqualTo(tested);
    }

    @Test
    void theBuildHasTheOldestVersionOfQuarkus() throws IOException {
        assertThat(find("<quarkus\\.version>(.*)</quarkus\\.version>", "pom.xml")).as("the Quarkus of the build")
                .containsExactly(find("\"(3\\.[0-9.]+) io\\.quarkus ", SCRIPT).get(0));
    }

    @Test
    void thePageNamesTheDaprThatIsTested() throws IOException {
        assertThat(find("\\|Dapr\n\\|([0-9.]+)\n", PAGE)).as("the Dapr in the table of %s", PAGE)
                .isEqualTo(find("require github\\.com/dapr/dapr v([0-9.]+)", "integration-tests/daprd/go.mod"));
    }

    private static List<String> find(String pattern, String file) throws IOException {
        List<String> found = Pattern.compile(pattern).matcher(Files.readString(Listing.root().resolve(file))).results()
                .map((MatchResult match) -> match.group(1)).distinct().toList();
        assertThat(found).as("%s has %s", file, pattern).isNotEmpty();
        return found;
    }
}
