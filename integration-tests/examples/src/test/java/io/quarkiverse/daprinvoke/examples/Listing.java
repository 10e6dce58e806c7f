package io.quarkiverse.daprinvoke.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A listing of the documentation.
 *
 * @param page the file it is in, below the root of the repository
 * @param number the number of its first line
 * @param language what it is written in, empty if the page does not say so
 * @param isOutput whether it is what the curl command of the listing before it prints
 * @param lines its lines without indentation, and without those that are blank
 */
record Listing(String page, int number, String language, boolean isOutput, List<String> lines) {

    private static final Path PAGES = Path.of("docs/modules/ROOT/pages");
    private static final Pattern SOURCE = Pattern.compile("\\[source(?:,\\s*([^,\\]]*))?.*]");
    private static final Pattern FENCE = Pattern.compile("\\s*```+\\s*(\\S*).*");

    /** @return the root of the repository */
    static Path root() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    /** @return those of the README and of all pages that people write */
    static List<Listing> all() {
        try (Stream<Path> pages = Files.list(root().resolve(PAGES))) {
            List<Listing> listings = new ArrayList<>(ofMarkdown("README.md"));
            pages.filter(page -> page.toString().endsWith(".adoc")).sorted()
                    .forEach(page -> listings.addAll(ofAsciiDoc(root().relativize(page).toString())));
            return listings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Listing> ofMarkdown(String page) {
        List<Listing> listings = new ArrayList<>();
        List<String> lines = read(page);
        for (int i = 0; i < lines.size(); i++) {
            Matcher fence = FENCE.matcher(lines.get(i));
            if (fence.matches()) {
                int end = next(lines, i, page, line -> line.strip().startsWith("```"));
                listings.add(listing(page, i, fence.group(1), lines.subList(i + 1, end), listings));
                i = end;
            } else if (lines.get(i).startsWith("~~~")) {
                throw new IllegalStateException(page + ":" + (i + 1) + ": write listings between lines of three backticks");
            }
        }
        return listings;
    }

    private static List<Listing> ofAsciiDoc(String page) {
        List<Listing> listings = new ArrayList<>();
        List<String> lines = read(page);
        String language = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher source = SOURCE.matcher(line);
            if (source.matches()) {
                language = source.group(1) != null ? source.group(1).strip() : "";
            } else if (line.matches("----+|\\.\\.\\.\\.+")) {
                int end = next(lines, i, page, line::equals);
                listings.add(listing(page, i, language, lines.subList(i + 1, end), listings));
                language = "";
                i = end;
            } else if (line.contains("```") || line.startsWith("include::") && !line.startsWith("include::./includes/")) {
                throw new IllegalStateException(page + ":" + (i + 1) + ": write listings between lines of hyphens, and do not "
                        + "include them, so that they are compared with the examples");
            } else if (!line.startsWith(".") && !line.isBlank()) {
                language = "";
            }
        }
        return listings;
    }

    private static Listing listing(String page, int fence, String language, List<String> lines, List<Listing> before) {
        boolean isOutput = language.equals("json") && !before.isEmpty() && before.get(before.size() - 1).isCurl();
        return new Listing(page, fence + 2, language, isOutput, code(lines));
    }

    private static int next(List<String> lines, int start, String page, Predicate<String> isEnd) {
        for (int i = start + 1; i < lines.size(); i++) {
            if (isEnd.test(lines.get(i))) {
                return i;
            }
        }
        throw new IllegalStateException(page + ":" + (start + 1) + ": this listing has no end");
    }

    private static List<String> read(String page) {
        try {
            return Files.readAllLines(root().resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the lines as they are compared: without indentation, and without those that are blank */
    static List<String> code(List<String> lines) {
        return lines.stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    boolean isCurl() {
        return first().startsWith("curl ");
    }

    /** @return its first line */
    String first() {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** @return where it is, and what it is written in */
    @Override
    public String toString() {
        return page + ":" + number + (language.isEmpty() ? "" : " (" + language + ")");
    }
}
