package io.quarkiverse.daprinvoke.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.smallrye.config.SmallRyeConfig;

/**
 * Reads headers or query parameters, whose names are keys of the configuration. The names are those that configuration sources
 * list. Each value is then read like any other property.
 */
final class ConfiguredParameters {

    private final WrittenParameters written;
    private final PropertyReader reader;

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems of values
     */
    ConfiguredParameters(SmallRyeConfig config, WrittenProperties written, List<String> problems) {
        this.written = written.parameters();
        this.reader = new PropertyReader(config, written, problems);
    }

    /**
     * @param prefixes the text before the name, in all its spellings, the documented one first
     * @param known the names of headers that are declared elsewhere, which environment variables can set
     * @return the values of headers by name, empty if the property is; of names that differ in letter case only one
     */
    Map<String, Optional<String>> headers(List<String> prefixes, Collection<String> known) {
        return read(prefixes, known, String.CASE_INSENSITIVE_ORDER);
    }

    /**
     * @param prefixes the text before the name, in all its spellings, the documented one first
     * @return the values of query parameters by name, empty if the property is
     */
    Map<String, Optional<String>> query(List<String> prefixes) {
        return read(prefixes, List.of(), Comparator.naturalOrder());
    }

    private Map<String, Optional<String>> read(List<String> prefixes, Collection<String> known, Comparator<String> order) {
        Map<String, Set<String>> names = new TreeMap<>(order);
        for (String prefix : prefixes) {
            add(names, written.keys(prefix));
        }
        add(names, known);
        for (String prefix : prefixes) {
            add(names, written.keysOfVariables(prefix, names.keySet()));
        }
        Map<String, Optional<String>> values = new LinkedHashMap<>();
        names.forEach((name, writings) -> {
            List<String> spellings = spellings(prefixes, writings);
            written.markRead(spellings);
            values.put(name, reader.value(String.class, spellings));
        });
        return values;
    }

    private static void add(Map<String, Set<String>> names, Collection<String> found) {
        for (String name : found) {
            names.computeIfAbsent(name, first -> new TreeSet<>()).add(name);
        }
    }

    private static List<String> spellings(List<String> prefixes, Collection<String> writings) {
        List<String> spellings = new ArrayList<>();
        for (String prefix : prefixes) {
            for (String name : writings) {
                spellings.add(prefix + '"' + name + '"');
                spellings.add(prefix + name);
            }
        }
        return spellings;
    }
}
