package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages look as they are meant to: AsciiDoc changes some characters of inline code, and lets long lines of listings
 * disappear behind the edge of the page.
 */
class DocumentedMarkupTest {

    private static final Path DOCS = Path.of("docs/modules/ROOT");
    /** What fits on a page without much scrolling. Commands may be longer: not every shell continues a line. */
    private static final int LONGEST_LINE = 125;
    private static final Pattern INLINE_CODE = Pattern.compile("(?<![`\\w])`([^`]+)`(?!`)");
    /** Typographic replacements and text styles, which also apply to code that is not between plus signs. */
    private static final Pattern REPLACED = Pattern.compile("\\.\\.\\.|\\w'\\w|->|=>|<-|<=|--\\s|\\([CR]\\)|__|\\*\\*|##");
    private static final Pattern LISTING = Pattern.compile("----+|\\.\\.\\.\\.+");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(Listing.root().resolve(DOCS).resolve("pages"))) {
            return files.filter(file -> file.toString().endsWith(".adoc")).sorted().toList().stream();
        }
    }

    static Stream<Listing> listings() {
        return Listing.all().stream().filter(listing -> listing.page().endsWith(".adoc"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void inlineCodeAppearsAsItIsWritten(Path page) throws IOException {
        assertThat(text(page).stream().flatMap(line -> INLINE_CODE.matcher(line).results()).map(code -> code.group(1))
                .filter(code -> REPLACED.matcher(code.replaceAll("\\+[^+]*\\+", "")).find()))
                .as("code in %s that AsciiDoc changes: write it between `+ and +`", page.getFileName()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksAndPicturesHaveTexts(Path page) throws IOException {
        assertThat(text(page)).as("lines of %s", page.getFileName())
                .allSatisfy(line -> assertThat(line).as("a link without a text shows the name of a file")
                        .doesNotContainPattern("xref:[^\\[]*\\[]"))
                .allSatisfy(
                        line -> assertThat(line).as("a picture without an alternative text, or with one that ends at a comma")
                                .doesNotContainPattern("image::?[^\\[]*\\[(]|[^\"\\]]*,)"));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void listingsHaveALanguageAndFit(Listing listing) {
        assertThat(listing.language()).as("the language of %s, for its colours", listing).isNotEmpty();
        if (!listing.language().equals("shell")) {
            assertThat(listing.lines()).as("lines of %s", listing).allSatisfy(line -> assertThat(line)
                    .hasSizeLessThanOrEqualTo(LONGEST_LINE));
        }
    }

    @Test
    void thePagesAreInTheNavigationOnceEach() throws IOException {
        Matcher links = Pattern.compile("xref:([^\\[]+)\\[")
                .matcher(Files.readString(Listing.root().resolve(DOCS).resolve("nav.adoc")));

        assertThat(links.results().map(link -> link.group(1))).containsExactlyInAnyOrderElementsOf(
                pages().map(page -> page.getFileName().toString()).toList());
    }

    /** @return the lines of a page outside its listings */
    private static List<String> text(Path page) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean isListing = false;
        for (String line : Files.readAllLines(page)) {
            if (LISTING.matcher(line).matches()) {
                isListing = !isListing;
            } else if (!isListing) {
                lines.add(line);
            }
        }
        return lines;
    }
}
