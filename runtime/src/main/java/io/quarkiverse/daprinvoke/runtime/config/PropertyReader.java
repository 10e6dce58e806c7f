package io.quarkiverse.daprinvoke.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/**
 * Reads properties by their exact names, each in one or more spellings.
 * <p>
 * The value comes from the source with the highest ordinal, in any spelling. This is stricter than SmallRye Config in two
 * respects. An expression without a value is a problem, not an absent value. Two spellings with different values in sources of
 * the same ordinal are a problem too.
 */
public final class PropertyReader {

    private final SmallRyeConfig config;
    private final WrittenProperties written;
    private final List<String> problems;

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems; a property with a problem has no value
     */
    PropertyReader(SmallRyeConfig config, WrittenProperties written, List<String> problems) {
        this.config = config;
        this.written = written;
        this.problems = problems;
    }

    /**
     * @param spellings the names of one property, the documented one first
     * @return the value; empty if there is none, or if it is empty
     */
    <T> Optional<T> value(Class<T> type, List<String> spellings) {
        return value(type, spellings, null);
    }

    /**
     * @param spellings the names of one property, the documented one first
     * @param rule the message after the property's name if the value is empty; {@code null} if that is allowed
     * @return the value; empty if there is none
     */
    <T> Optional<T> value(Class<T> type, List<String> spellings, String rule) {
        try {
            Written<String> found = null;
            for (String name : spellings) {
                found = preferred(found, single(name));
            }
            if (rule != null && found != null && found.value().isBlank()) {
                throw new IllegalArgumentException(spellings.get(0) + rule);
            }
            return found == null ? Optional.empty()
                    : config.getOptionalValue(found.name(), type);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * @param spellings the names of one property, the documented one first
     * @return the entries that are not blank, none if the list is written but empty; empty if there is no list
     */
    <T> Optional<List<T>> list(Class<T> type, List<String> spellings) {
        return list(type, spellings, null);
    }

    /**
     * @param spellings the names of one property, the documented one first
     * @param rule the message after the property's name if the list or one of its entries is empty; {@code null} if that is
     *        allowed
     * @return the entries; empty if there is no list
     */
    <T> Optional<List<T>> list(Class<T> type, List<String> spellings, String rule) {
        try {
            Written<List<String>> found = null;
            for (String name : spellings) {
                Written<List<String>> written = entries(name);
                if (rule != null && written != null && written.value().stream().anyMatch(String::isBlank)) {
                    throw new IllegalArgumentException(spellings.get(0) + rule);
                }
                found = preferred(found, written);
            }
            if (found == null) {
                return Optional.empty();
            }
            List<T> converted = new ArrayList<>();
            for (String entry : found.value()) {
                if (!entry.isBlank()) {
                    converted.add(config.convert(entry, type));
                }
            }
            return Optional.of(converted);
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * @return the value of a property; empty if there is none, or if it is empty
     * @throws NoSuchElementException if it has an expression without a value; the message names both and quotes no value
     */
    public static Optional<String> text(Config config, String name) {
        return read(config, name) == null ? Optional.empty() : config.getOptionalValue(name, String.class);
    }

    /**
     * @return the value of a property, {@code null} if it has none
     * @throws NoSuchElementException if it has an expression without a value; the message names both and quotes no value
     */
    static ConfigValue read(Config config, String name) {
        ConfigValue value = config.unwrap(SmallRyeConfig.class).getConfigValue(name);
        if (value.hasProblems()) {
            throw new NoSuchElementException(name + " has an expression without a value: set what it refers to, or remove "
                    + name + " (" + value.getProblems().get(0).getMessage() + ")");
        }
        return value.getValue() == null ? null : value;
    }

    private Written<String> single(String name) {
        ConfigValue value = read(config, name);
        return value == null ? null : new Written<>(name, value, value.getValue());
    }

    /**
     * The list comes from one source, or from one profile of a source. SmallRye Config would add the entries of other sources
     * at missing indexes, so that a profile could not shorten a list. Overridden entries are still checked.
     */
    private Written<List<String>> entries(String name) {
        ConfigValue together = read(config, name);
        List<ConfigValue> indexed = new ArrayList<>();
        ConfigValue highest = together;
        // SmallRye Config does not find the entries of an environment variable for a name with a dash
        for (int index : written.indexes(name)) {
            ConfigValue entry = read(config, name + "[" + index + "]");
            if (entry != null) {
                indexed.add(entry);
                highest = highest == null || compare(entry, highest) > 0 ? entry : highest;
            }
        }
        if (highest == null) {
            return null;
        }
        List<String> separated = together == null ? List.of()
                : Stream.of(together.getValue().split(",", -1)).map(String::trim).toList();
        List<String> entries = new ArrayList<>();
        boolean blank = separated.stream().anyMatch(String::isBlank);
        for (ConfigValue entry : indexed) {
            blank |= entry.getValue().isBlank();
            if (compare(entry, highest) == 0) {
                entries.add(entry.getValue().trim());
            }
        }
        if (entries.isEmpty()) {
            entries.addAll(separated);
        }
        if (blank && entries.stream().noneMatch(String::isBlank)) {
            // An empty entry of another source is kept, so that the list is refused
            entries.add("");
        }
        return new Written<>(name, highest, entries);
    }

    private <T> Written<T> preferred(Written<T> one, Written<T> other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        int order = Integer.compare(one.source().getConfigSourceOrdinal(), other.source().getConfigSourceOrdinal());
        if (order == 0) {
            order = Integer.compare(rank(one.source()), rank(other.source()));
        }
        if (order == 0 && !one.value().equals(other.value())) {
            throw new IllegalArgumentException(one.name() + " and " + other.name() + " are one property with two values in "
                    + "configuration sources of the same ordinal: keep " + one.name() + " and remove the other");
        }
        return order >= 0 ? one : other;
    }

    /** Compares like SmallRye Config: ordinals first, then the order of sources with the same ordinal, then profiles. */
    private int compare(ConfigValue one, ConfigValue other) {
        int order = ConfigValue.CONFIG_SOURCE_COMPARATOR.compare(one, other);
        return order != 0 ? order : Integer.compare(rank(one), rank(other));
    }

    /** The last active profile has the highest precedence, and no profile has the lowest. */
    private int rank(ConfigValue value) {
        String profile = value.getProfile();
        // The profile with the highest precedence is the first
        return profile == null ? 0 : config.getProfiles().size() - config.getProfiles().indexOf(profile);
    }

    private record Written<T>(String name, ConfigValue source, T value) {
    }
}
