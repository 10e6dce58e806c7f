package io.quarkiverse.daprinvoke.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What tools and people read of the extension: its description for the list of extensions, and the reference of its
 * configuration.
 */
class MetadataTest {

    private static final String PREFIX = "quarkus.dapr-invoke.";
    /** Those that code.quarkus.io knows. */
    private static final List<String> CATEGORIES = List.of("alt-languages", "business-automation", "cloud", "compatibility",
            "core", "data", "integration", "messaging", "miscellaneous", "observability", "reactive", "security",
            "serialization", "web");

    /**
     * @param name its key
     * @param description of it in the source, empty if there is none
     */
    record Property(String name, String type, String defaultValue, boolean isMap, String description) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static Path built(String module, String file) {
        return Listing.root().resolve(module).resolve("target/classes/META-INF").resolve(file);
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    static Stream<Property> properties() throws IOException {
        return Stream.concat(properties("runtime"), properties("deployment"));
    }

    private static Stream<Property> properties(String module) throws IOException {
        JsonNode texts = json(built(module, "quarkus-config-doc/quarkus-config-javadoc.json")).path("elements");
        List<JsonNode> items = json(built(module, "quarkus-config-doc/quarkus-config-model.json")).findValues("items");
        assertThat(items).isNotEmpty();
        return items.stream().flatMap(list -> Stream.iterate(0, i -> i < list.size(), i -> i + 1).map(list::get))
                .filter(item -> item.path("path").has("property"))
                .map(item -> new Property(item.path("path").path("property").asText(), item.path("type").asText(),
                        item.path("defaultValue").asText(""), item.path("map").asBoolean(),
                        texts.path(item.path("sourceType").asText() + "." + item.path("sourceElementName").asText())
                                .path("description").asText("")));
    }

    @Test
    void theExtensionIsDescribed() throws IOException {
        Map<String, String> lines = lines(Files.readString(built("runtime", "quarkus-extension.yaml")));

        assertThat(lines).containsEntry("name", "Dapr Invoke").containsEntry("short-name", "dapr-invoke")
                .containsEntry("status", "preview")
                .containsEntry("config", PREFIX)
                .containsEntry("guide", "https://docs.quarkiverse.io/quarkus-dapr-invoke/dev/")
                .containsEntry("scm-url", "https://github.com/quarkiverse/quarkus-dapr-invoke");
        assertThat(lines.get("artifact")).startsWith("io.quarkiverse.daprinvoke:quarkus-dapr-invoke:");
        assertThat(lines.get("description")).isNotBlank();
        assertThat(lines.get("keywords").split(" ")).contains("dapr", "sidecar", "azure-functions").doesNotHaveDuplicates();
        assertThat(lines.get("categories").split(" ")).isSubsetOf(CATEGORIES).doesNotHaveDuplicates();
    }

    /** The values of the keys, those of lists one after the other. */
    private static Map<String, String> lines(String yaml) {
        Map<String, String> values = new HashMap<>();
        String key = "";
        for (String line : yaml.lines().map(line -> line.strip().replace("\"", "")).toList()) {
            if (line.startsWith("- ")) {
                values.merge(key, line.substring(2), (before, next) -> (before + " " + next).strip());
            } else if (line.contains(":")) {
                key = line.substring(0, line.indexOf(':'));
                values.put(key, line.substring(key.length() + 1).strip());
            }
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("properties")
    void eachPropertyIsDocumented(Property property) throws IOException {
        assertThat(property.name()).startsWith(PREFIX);
        assertThat(property.description()).as("the javadoc of %s has sentences and an example", property)
                .matches("(?s)[A-Z].*\\.\\s*(</p>)?\\s*<p>\\s*Example: \\{@code [^}]+}(</p>)?");
        assertThat(!property.defaultValue().isEmpty() || property.isMap()
        // Of which the page says that they are only written if they are set
                || property.name().startsWith(PREFIX + "kubernetes."))
                .as("%s has a default, or @ConfigDocDefault says what holds if it is not set", property).isTrue();
        if (property.type().matches("int|java.lang.Integer") && property.description().contains("long")) {
            assertThat(property.description()).as("the unit of %s", property).containsPattern("seconds|milliseconds|bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("properties")
    void eachPropertyIsInTheReference(Property property) throws IOException {
        String reference = Files.readString(
                Listing.root().resolve("docs/modules/ROOT/pages/includes/quarkus-dapr-invoke.adoc"));
        int row = reference.indexOf("[`+++" + property.name() + "+++`]");
        assertThat(row).as("the row of %s: build the documentation, which makes the reference anew", property).isPositive();
        String text = reference.substring(row, reference.indexOf("\n--\n|", row));
        String type = reference.substring(row + text.length() + "\n--\n|".length(), reference.indexOf('\n',
                row + text.length() + "\n--\n|".length()));

        assertThat(type).as("the type of %s", property).isNotBlank();
        if (property.type().endsWith("Duration")) {
            assertThat(type).as("how to write %s", property).contains("duration-note");
        } else if (property.type().endsWith("MemorySize")) {
            assertThat(type).as("how to write %s", property).contains("memory-size-note");
        }
    }
}
