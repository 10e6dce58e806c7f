package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The README and the documentation show only code that is compiled and run: each listing is a part of a source below
 * {@code integration-tests}, line by line; is a command that {@link DocumentedCommandTest} runs, or what it prints; or is in
 * the list of those that no test runs.
 */
class DocumentedCodeTest {

    private static final List<String> SOURCES = List.of("integration-tests/src", "integration-tests/examples/src",
            "integration-tests/production/src");
    /** What stands between these is not compiled. */
    private static final String COMMENT = "(?ms)^\\s*/\\*.*?\\*/|<!--.*?-->";
    private static final Set<String> COMMANDS = Set.of("shell", "bash");
    /** The version that readers install from source. */
    private static final String VERSION = "999-SNAPSHOT";
    /** Code of Azure Functions that an application replaces. No build of this repository can run it. */
    private static final Set<String> REPLACED = Set.of("csharp", "javascript", "python");

    private static List<List<String>> sources;

    @BeforeAll
    static void readSources() {
        try (Stream<Path> files = SOURCES.stream().map(Listing.root()::resolve).filter(Files::isDirectory)
                .flatMap(DocumentedCodeTest::files)) {
            sources = files.map(DocumentedCodeTest::lines).toList();
        }
        assertThat(sources).isNotEmpty();
    }

    private static Stream<Path> files(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().matches(".*\\.(java|kt|properties|xml|yaml|yml)"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Listing.code(Files.readString(file).replaceAll(COMMENT, "").lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Listing> code() {
        return Listing.all().stream().filter(listing -> !COMMANDS.contains(listing.language())
                && !REPLACED.contains(listing.language()) && !listing.isOutput() && !NotRun.contains(listing));
    }

    static Stream<Listing> commands() {
        return Listing.all().stream().filter(listing -> COMMANDS.contains(listing.language()));
    }

    @ParameterizedTest
    @MethodSource
    void code(Listing listing) {
        assertThat(listing.lines()).as("%s is empty", listing).isNotEmpty();
        List<String> lines = listing.lines().stream()
                .map(line -> line.replace(VERSION, "${quarkus-dapr-invoke.version}")).toList();
        assertThat(sources.stream().anyMatch(source -> Collections.indexOfSubList(source, lines) >= 0))
                .as("%s is not a part of a source below %s, blank lines and indentation aside: write it there, so "
                        + "that it is compiled and run, and copy it from there", listing, SOURCES)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void commands(Listing listing) {
        assertThat(listing.isCurl() || NotRun.contains(listing))
                .as("%s is neither a curl command, which is run, nor in the list of %s with the reason", listing,
                        NotRun.class.getSimpleName())
                .isTrue();
    }

    @Test
    void whatIsNotRunIsSaidAndThere() {
        List<Listing> listings = Listing.all();
        for (NotRun notRun : NotRun.ALL) {
            assertThat(listings).as("No page has a listing '%s': remove it from the list of those that are not run",
                    notRun.first()).anyMatch(notRun::isAbout);
            System.out.println("Not run by a test: " + notRun.first() + " (" + notRun.reason() + ")");
        }
    }

    @Test
    void newProjectsHaveTheQuarkusOfTheBuild() throws IOException {
        String version = group("<quarkus\\.version>(.*)</quarkus\\.version>", "pom.xml");
        assertThat(group("quarkus-maven-plugin:([^:]*):create", "docs/modules/ROOT/pages/getting-started.adoc"))
                .as("the version of Quarkus in the first command of Getting started").isEqualTo(version);
    }

    @Test
    void theInstalledVersionIsThatOfTheBuild() throws IOException {
        assertThat(group("next-version: \"(.*)\"", ".github/project.yml"))
                .as("the version between releases, which the listings have").isEqualTo(VERSION);
    }

    private static String group(String pattern, String file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(Listing.root().resolve(file)));
        assertThat(matcher.find()).as("%s has %s", file, pattern).isTrue();
        return matcher.group(1);
    }
}
