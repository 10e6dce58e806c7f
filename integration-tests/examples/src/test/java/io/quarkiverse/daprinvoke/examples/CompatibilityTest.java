package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The page "Compatibility" has the versions that are tested, and the page "Towards Quarkus 4" the internal API that the code
 * uses.
 */
class CompatibilityTest {

    private static final String PAGE = "docs/modules/ROOT/pages/compatibility.adoc";
    private static final String TOWARDS = "docs/modules/ROOT/pages/towards-quarkus-4.adoc";
    private static final String SCRIPT = "integration-tests/versions/run";
    private static final String SCRIPT_ROWS = "\"(3\\.[0-9.]+) io\\.quarkus[a-z.]* [0-9]+( Observability)?\"";

    private static final String BASE = "src/main/java/io/quarkiverse/daprinvoke";
    private static final Pattern INTERNAL = Pattern.compile("import (?:static )?((?:io\\.netty|[a-z.]+\\.impl"
            + "|org\\.jboss\\.resteasy\\.reactive\\.server\\.core|io\\.smallrye\\.mutiny\\.helpers"
            + "|io\\.smallrye\\.mutiny\\.operators(?!\\.multi\\.processors)|io\\.smallrye\\.config\\.common"
            + "|io\\.quarkus\\.(?:vertx\\.http|tls)\\.runtime|io\\.quarkus\\.dev\\.console|io\\.quarkus\\.bootstrap\\.app)\\b"
            + "[a-z.]*)\\.([A-Z]\\w*)");

    @Test
    void thePageNamesTheVersionsOfQuarkusThatTheScriptTests() throws IOException {
        String rows = String.join(", ", find("\\|Quarkus\n\\|([0-9., ]+)\n", PAGE));

        assertThat(List.of(rows.split(", "))).as("the versions of Quarkus in the table of %s", PAGE)
                .isEqualTo(find(SCRIPT_ROWS, SCRIPT));
    }

    @Test
    void thePageSaysWhichVersionsAreTestedWithoutHealthAndMetrics() throws IOException {
        assertThat(find("\\|Quarkus\n\\|([0-9., ]+)\n\\|.*without health and metrics", PAGE))
                .as("the versions without health and metrics in the table of %s", PAGE)
                .isEqualTo(find(SCRIPT_ROWS.replace(")?", ")"), SCRIPT));
    }

    @Test
    void theBuildHasTheOldestVersionOfQuarkus() throws IOException {
        String oldest = find(SCRIPT_ROWS, SCRIPT).get(0);

        assertThat(find("<quarkus\\.version>(.*)</quarkus\\.version>", "pom.xml")).as("the Quarkus of the build")
                .containsExactly(oldest);
        assertThat(find("<quarkus\\.platform\\.version>(.*)</", "integration-tests/versions/pom.xml"))
                .as("the Quarkus of the application without the script").containsExactly(oldest);
    }

    @Test
    void thePageNamesTheVersionsOfJavaThatTheWorkflowTests() throws IOException {
        assertThat(find("\\|Java\n\\|([0-9, ]+)\n", PAGE)).as("the versions of Java in the table of %s", PAGE)
                .isEqualTo(find("java-version: \\[ ([0-9, ]+) ]", ".github/workflows/build.yml"));
    }

    @Test
    void thePageNamesTheDaprThatIsTested() throws IOException {
        assertThat(find("\\|Dapr\n\\|([0-9.]+)\n", PAGE)).as("the Dapr in the table of %s", PAGE)
                .isEqualTo(find("require github\\.com/dapr/dapr v([0-9.]+)", "integration-tests/daprd/go.mod"));
    }

    @Test
    void thePageNamesTheKotlinThatIsTested() throws IOException {
        assertThat(find("\\|Kotlin\n\\|([0-9.]+)\n", PAGE)).as("the Kotlin in the table of %s", PAGE)
                .isEqualTo(find("<kotlin\\.version>(.*)</", "integration-tests/src/it/kotlin/pom.xml"));
    }

    @Test
    void theWayToQuarkus4NamesEachInternalApiAndItsUsers() throws IOException {
        List<String> rows = List.of(Files.readString(Listing.root().resolve(TOWARDS)).split("\n\n"));

        try (Stream<Path> sources = Stream.concat(Files.walk(Listing.root().resolve("runtime").resolve(BASE)),
                Files.walk(Listing.root().resolve("deployment").resolve(BASE)))) {
            for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                String user = source.getFileName().toString().replace(".java", "");
                INTERNAL.matcher(Files.readString(source)).results()
                        // Of the codec of HTTP/1.1, which uses many classes of one library
                        .filter(api -> !user.equals("HttpCodec"))
                        .forEach(api -> assertThat(rows)
                                .as("a row of %s about %s.%s in %s", TOWARDS, api.group(1), api.group(2), user)
                                .anySatisfy(row -> assertThat(row).contains(api.group(1))
                                        .containsPattern("\\b" + api.group(2) + "`").containsPattern("\\b" + user + "`")));
            }
        }
    }

    private static List<String> find(String pattern, String file) throws IOException {
        List<String> found = Pattern.compile(pattern).matcher(Files.readString(Listing.root().resolve(file))).results()
                .map(match -> match.group(1)).distinct().toList();
        assertThat(found).as("%s has %s", file, pattern).isNotEmpty();
        return found;
    }
}
