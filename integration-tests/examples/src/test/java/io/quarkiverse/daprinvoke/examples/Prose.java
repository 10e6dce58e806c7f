package io.quarkiverse.daprinvoke.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of a page, in AsciiDoc or Markdown, without its listings.
 *
 * @param page the file, below the root of the repository
 * @param words how many words the file has, listings and markup included
 * @param lines its text, line by line: listings are blank, inline code is replaced, and of a link only its text is left
 */
record Prose(Path page, int words, List<String> lines) {

    private static final Pattern LISTING = Pattern.compile("----+|\\.\\.\\.\\.+|\\s*```.*");
    private static final Pattern MARKUP = Pattern
            .compile("\\[.*]|:[\\w-]+:.*|(include|image)::.*|//.*|\\|===|====+|\\*\\*\\*\\*+|--|"
                    + "!\\[.*|<!--.*-->|[.=#][\\w= ].*|[|:-]+|#+ .*");
    private static final Pattern CODE = Pattern.compile("``[^`]+``|`\\+?[^`]+`");
    private static final Pattern LINK = Pattern
            .compile("(?:xref:|link:|https?://)[^\\[\\s]*\\[([^\\]]*)]|\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?:])\\s+");

    static Prose of(Path page) {
        try {
            List<String> source = Files.readAllLines(Listing.root().resolve(page));
            int words = source.stream().mapToInt(line -> (int) Arrays.stream(line.strip().split("\\s+"))
                    .filter(word -> !word.isEmpty()).count()).sum();
            return new Prose(page, words, text(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> text(List<String> source) {
        List<String> lines = new ArrayList<>();
        boolean isListing = false;
        for (String line : source) {
            if (LISTING.matcher(line).matches()) {
                isListing = !isListing;
            }
            lines.add(isListing || LISTING.matcher(line).matches() ? ""
                    : LINK.matcher(CODE.matcher(line).replaceAll("code")).replaceAll("$1$2"));
        }
        return lines;
    }

    /** @return the sentences of paragraphs and lists; not those of tables and headings, which are shorter */
    List<String> sentences() {
        StringBuilder paragraphs = new StringBuilder();
        boolean isTable = false;
        for (String line : lines) {
            isTable = line.equals("|===") ? !isTable : isTable && page.toString().endsWith(".adoc");
            if (isTable || line.startsWith("|") || MARKUP.matcher(line).matches() || line.isBlank()) {
                paragraphs.append("\n");
            } else {
                // An item of a list begins a sentence; a line of Markdown may go on with the one before
                paragraphs.append(line.matches("\\s*([*.-]+|\\d+\\.) .*|[^:]+:: .*") ? "\n" : " ")
                        .append(line.replaceFirst("^\\s*([*.-]+|\\d+\\.) ", "").strip());
            }
        }
        return paragraphs.toString().lines().flatMap(SENTENCE::splitAsStream).map(String::strip)
                .filter(sentence -> sentence.contains(" ")).toList();
    }

    /** @return how many words its sentences have on average, and 0 if it has none */
    double wordsOfASentence() {
        return sentences().stream().mapToInt(sentence -> sentence.split("\\s+").length).average().orElse(0);
    }
}
