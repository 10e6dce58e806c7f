package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pages and messages are written in plain technical English: without words that hide who does what, in short sentences, on
 * pages that can be read in some minutes.
 */
class PlainEnglishTest {

    /** Words that have a plainer form; the contributing guide has the list with those. */
    private static final Pattern AVOIDED = Pattern.compile("(?i)\\b(tell|tells|told|whatever|whoever|whichever|beside|stands?|"
            + "stood|knows|hands? out|handed out|let go|lets go|may not|of (?:its|their|your|our) own|those who|the other side|"
            + "the inside)\\b");
    /** Terms of the field that contain such a word. */
    private static final Pattern EXCUSED = Pattern.compile("(?i)\\bstand-ins?\\b");
    private static final int WORDS_OF_A_PAGE = 1200;
    private static final int WORDS_OF_A_SENTENCE = 25;
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`|>([^<>{}]+)<");
    private static final Path PAGES = Path.of("docs/modules/ROOT/pages");

    static Stream<Path> pages() throws IOException {
        return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md").map(Path::of),
                files(PAGES, ".*\\.adoc").stream());
    }

    static Stream<Path> writtenPages() throws IOException {
        return Stream.concat(Stream.of(Path.of("README.md")), files(PAGES, ".*\\.adoc").stream()
                .filter(page -> page.getParent().equals(PAGES)));
    }

    private static List<Path> files(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(Listing.root().resolve(folder))) {
            return files.map(Listing.root()::relativize).filter(file -> file.toString().matches(name)).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void pagesAvoidTheseWords(Path page) {
        List<String> lines = Prose.of(page).lines();
        List<String> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            addAvoided(page + ":" + (i + 1), lines.get(i), found);
        }
        assertThat(found).as("words that %s writes and should avoid", page).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("writtenPages")
    void pagesAndSentencesAreShort(Path page) {
        Prose prose = Prose.of(page);
        assertThat(prose.words()).as("the words of %s: split it", page).isLessThanOrEqualTo(WORDS_OF_A_PAGE);
        assertThat(prose.wordsOfASentence()).as("the words of a sentence of %s on average", page)
                .isLessThanOrEqualTo(WORDS_OF_A_SENTENCE);
    }

    @Test
    void messagesAvoidTheseWords() throws IOException {
        List<String> found = new ArrayList<>();
        for (String module : List.of("runtime", "deployment")) {
            for (Path file : files(Path.of(module, "src/main"), ".*\\.(java|js|yaml)")) {
                List<String> lines = read(file);
                for (int i = 0; i < lines.size(); i++) {
                    String line = lines.get(i);
                    if (!line.strip().matches("(//|\\*|/\\*).*")) {
                        String place = file + ":" + (i + 1);
                        TEXT.matcher(line).results().map(MatchResult::group)
                                .filter(text -> text.contains(" ")).forEach(text -> addAvoided(place, text, found));
                    }
                }
            }
        }
        assertThat(found).as("words that messages should avoid").isEmpty();
    }

    private static void addAvoided(String place, String text, List<String> found) {
        AVOIDED.matcher(EXCUSED.matcher(text).replaceAll("")).results()
                .forEach(word -> found.add(place + ": " + word.group()));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(Listing.root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
