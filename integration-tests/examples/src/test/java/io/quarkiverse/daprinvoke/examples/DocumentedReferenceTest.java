package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * The reference is complete: each property has a type, a default and an example, and each exception has a row. Quoted log
 * messages are those of the extension.
 */
class DocumentedReferenceTest {

    private static final Path PAGES = Listing.root().resolve("docs/modules/ROOT/pages");
    private static final Path API = Listing.root().resolve("runtime/src/main/java/io/quarkiverse/daprinvoke");
    /**
     * A row of the generated reference: the property, its description, its type and its default, or a mark if it must be set
     */
    private static final Pattern ROW = Pattern
            .compile("(?ms)^a\\|.*?\\[`\\+\\+\\+(.*?)\\+\\+\\+`](.*?)^--\\n(?:a?\\|)(.*?)\\n\\|(.*?)\\n\\n");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^Example: `(?:\\+\\+)?([^=`]+)=.+`");

    @Test
    void eachPropertyHasATypeADefaultAndAnExample() throws IOException {
        String reference = Files.readString(PAGES.resolve("includes/quarkus-dapr-invoke.adoc"));
        List<String> incomplete = new ArrayList<>();
        int rows = 0;
        for (Matcher row = ROW.matcher(reference); row.find(); rows++) {
            String property = row.group(1);
            Matcher example = EXAMPLE.matcher(row.group(2));
            if (row.group(3).isBlank()) {
                incomplete.add(property + " has no type");
            }
            if (row.group(4).isBlank()) {
                incomplete.add(property + " has no default: add @ConfigDocDefault, such as \"none\"");
            }
            if (!example.find()) {
                incomplete.add(property + " has no example: add 'Example: {@code " + property + "=...}' to its javadoc");
            } else if (!example.group(1).matches(anyKeys(property))) {
                incomplete.add(property + " has an example of another property: " + example.group(1));
            }
        }
        assertThat(rows).as("the rows of the reference").isPositive()
                .isEqualTo((int) Pattern.compile("(?m)^a\\|.*\\[\\.property-path]").matcher(reference).results().count());
        assertThat(incomplete).as("incomplete properties of the configuration reference").isEmpty();
    }

    /** @return a pattern that has any quoted text in place of each quoted key, such as {@code "app-id"} */
    private static String anyKeys(String property) {
        return "\\Q" + property.replaceAll("\"[^\"]+\"", "\\\\E(\"[^\"]+\"|[^.]+)\\\\Q") + "\\E";
    }

    @Test
    void eachExceptionHasARow() throws IOException {
        String page = Files.readString(PAGES.resolve("exceptions.adoc"));
        try (Stream<Path> files = Files.list(API)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith("Exception.java"))
                    .map(name -> name.replace(".java", "")).filter(name -> !name.equals("DaprInvokeException")))
                    .isNotEmpty().allSatisfy(name -> assertThat(page).containsPattern("(?m)^\\|.*`" + name + "`"));
        }
    }

    @Test
    void eachLoggedMessageIsLogged() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(API)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        // Messages can be split into several literals
        String sources = all.toString().replaceAll("\"\\s*\\+\\s*\"", "");
        String page = Files.readString(PAGES.resolve("tracing.adoc"));
        String table = page.substring(page.indexOf("[#messages]"), page.indexOf("[#traces]"));
        List<String> messages = Pattern.compile("(?m)^\\|`(?:ERROR|WARN|DEBUG)`\\n\\|`\\+?(.+?)\\+?`").matcher(table).results()
                .map(row -> row.group(1)).toList();
        assertThat(messages).isNotEmpty();
        assertThat(messages.stream().filter(message -> !logged(message).matcher(sources).find()))
                .as("messages in tracing.adoc that the extension does not log").isEmpty();
    }

    /** @return a pattern that has the place of a value in place of each {@code ...}, and needs none at the end */
    private static Pattern logged(String message) {
        return Pattern.compile(Stream.of(message.split("\\Q...\\E")).map(Pattern::quote).collect(Collectors.joining("%[a-z]")));
    }
}
