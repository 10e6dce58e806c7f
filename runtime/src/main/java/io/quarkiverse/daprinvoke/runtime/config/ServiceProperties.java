package io.quarkiverse.daprinvoke.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.NameIterator;
import io.smallrye.config.SmallRyeConfig;

/**
 * The configuration of one REST Client interface, under any of its names.
 *
 * @param names the key of the client, and the name of its interface
 */
public record ServiceProperties(Config config, List<String> names) {

    private static final String PREFIX = DaprInvokeConfig.ROOT + "rest-client.";

    /**
     * @param names the names of all clients
     * @return the names of properties that configure none of them, in order
     */
    public static SortedSet<String> unused(Config config, Collection<String> names) {
        SortedSet<String> unused = new TreeSet<>();
        for (String property : config.getPropertyNames()) {
            if (property.startsWith(PREFIX)) {
                NameIterator parts = new NameIterator(property, PREFIX.length() - 1);
                if (!names.contains(parts.getNextSegment())) {
                    unused.add(property);
                }
            }
        }
        return unused;
    }

    /**
     * @return the name of the property to recommend
     */
    public String property(String key) {
        return PREFIX + '"' + names.get(0) + "\"." + key;
    }

    /**
     * @return whether the property has a value, which may be an expression that is not resolved here
     */
    public boolean isSet(String key) {
        return spellings(key).stream().anyMatch(name -> config.getConfigValue(name).getRawValue() != null);
    }

    /**
     * @param problems receives the problems of the value
     * @return the value, from the source with the highest ordinal, under any name and in any spelling
     */
    public Optional<String> value(String key, List<String> problems) {
        return new PropertyReader(config.unwrap(SmallRyeConfig.class), null, problems).value(String.class, spellings(key));
    }

    private List<String> spellings(String key) {
        List<String> spellings = new ArrayList<>();
        for (String name : names) {
            spellings.add(PREFIX + '"' + name + "\"." + key);
            if (name.indexOf('.') < 0) {
                spellings.add(PREFIX + name + "." + key);
            }
        }
        return spellings;
    }
}
