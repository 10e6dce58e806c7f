package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Links within the documentation lead to pages, and to anchors that these pages set themselves: those that are made from
 * headings differ from one tool to the next, and Asciidoctor does not look at them.
 */
class DocumentedLinkTest {

    private static final Path DOCS = Path.of("docs/modules/ROOT");
    private static final String XREF = "xref:([^\\[#]+)(?:#([^\\[]*))?\\[";
    private static final String IMAGE = "image::?([\\w./-]+)\\[";
    private static final String MARKDOWN = "]\\(((?!https?:)[^)#]+)";

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Listing.root().resolve(DOCS), 2)) {
            return files.filter(file -> file.toString().endsWith(".adoc")).map(Listing.root()::relativize).sorted().toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) {
        Path pages = Listing.root().resolve(DOCS).resolve("pages");
        Pattern.compile(XREF).matcher(read(page)).results().forEach(link -> {
            assertThat(pages.resolve(link.group(1))).as("the target of a link in %s", page).isRegularFile();
            if (link.group(2) != null) {
                assertThat(read(pages.resolve(link.group(1)))).as("an anchor, to which %s has a link", page)
                        .contains("[#" + link.group(2) + "]");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void imagesExist(Path page) {
        assertThat(Pattern.compile(IMAGE).matcher(read(page)).results()
                .map(image -> Listing.root().resolve(DOCS).resolve("images").resolve(image.group(1))))
                .as("the images of %s", page).allSatisfy(image -> assertThat(image).isRegularFile());
    }

    @ParameterizedTest
    @ValueSource(strings = { "README.md", "CONTRIBUTING.md", "SECURITY.md" })
    void linksOfTheRepositoryLeadToFiles(String page) {
        assertThat(Pattern.compile(MARKDOWN).matcher(read(Path.of(page))).results()
                .map(link -> Listing.root().resolve(link.group(1)))).as("links of %s", page).isNotEmpty()
                .allSatisfy(file -> assertThat(file).exists());
    }

    private static String read(Path file) {
        try {
            return Files.readString(Listing.root().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
