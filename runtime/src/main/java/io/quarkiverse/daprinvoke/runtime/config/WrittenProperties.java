package io.quarkiverse.daprinvoke.runtime.config;

import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.letters;
import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.startWith;
import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.variable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.ProfileConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;

/**
 * The extension's properties as the configuration sources list them, in any spelling. Finds properties that are written but
 * have no effect.
 * <p>
 * An allow-list must never fail open: a name that contains {@code allowed-app-ids}, in any spelling, either reaches an emitter
 * or fails the start. Other properties of emitters that do not exist only cause a warning.
 */
public final class WrittenProperties {

    /** Parts of the configuration that only the build reads. A production environment need not have all of their values. */
    private static final List<String> BUILD_TIME = List.of("devservices.", "health.enabled", "kubernetes.", "metrics.",
            "tracing.");

    /** Optional properties of all emitters, except the lists that {@link ConfiguredEmitter} reads. */
    static final List<String> OPTIONAL = List.of("api-token", "endpoint", "gzip-above", "retry.statuses", "retry.verbs",
            "tls-configuration-name");

    /** Security properties. An empty value would protect less than intended. */
    private static final List<String> NEVER_EMPTY = List.of("api-token", "tls-configuration-name");

    private static final String ROOT = letters(DaprInvokeConfig.ROOT);
    private static final String ALLOWED = letters(ConfiguredEmitter.ALLOWED_APP_IDS);

    /** The index of an entry of a list, in the syntax of properties files and environment variables. */
    private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]$|_(\\d{1,9})_$");

    /** A profile that cannot be active, because its name contains invalid characters, as in {@code %{prod,dev}.}. */
    private static final Pattern NO_PROFILE = Pattern.compile("^%[^.]*[{}\\s][^.]*\\.");

    private final SmallRyeConfig config;
    private final List<Written> written = new ArrayList<>();
    private final Map<String, SortedSet<Integer>> indexes = new HashMap<>();
    private final WrittenParameters parameters = new WrittenParameters();

    public WrittenProperties(SmallRyeConfig config) {
        this.config = config;
        for (ConfigSource source : config.getConfigSources()) {
            for (String name : source.getPropertyNames()) {
                add(source, name);
            }
        }
    }

    private void add(ConfigSource source, String name) {
        String active = active(source, name);
        if (active.startsWith("%")) {
            Matcher noProfile = NO_PROFILE.matcher(active);
            if (noProfile.find() && startWith(active.substring(noProfile.end()), ROOT)) {
                written.add(new Written(source, name, active, letters(active.substring(noProfile.end())), ""));
            }
            return;
        }
        if (!startWith(active, ROOT)) {
            return;
        }
        Matcher matcher = INDEX.matcher(active);
        if (matcher.find()) {
            String index = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            String property = letters(active.substring(0, matcher.start()));
            indexes.computeIfAbsent(property, letters -> new TreeSet<>()).add(Integer.valueOf(index));
            written.add(new Written(source, name, active, property, "[" + Integer.valueOf(index) + "]"));
        } else {
            written.add(new Written(source, name, active, letters(active), ""));
        }
        parameters.add(source, name, active);
    }

    /** A variable of a profile is listed as a property of it only if the profile's name has no dash. */
    private String active(ConfigSource source, String name) {
        if (source instanceof EnvConfigSource) {
            for (String profile : config.getProfiles()) {
                String prefix = variable("%" + profile + ".");
                if (name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                    return name.substring(prefix.length());
                }
            }
        }
        return ProfileConfigSourceInterceptor.activeName(name, config.getProfiles());
    }

    /**
     * @return the indexes at which a source can have an entry of a list, in order
     */
    Collection<Integer> indexes(String name) {
        return indexes.getOrDefault(letters(name), new TreeSet<>());
    }

    /**
     * @return the properties of headers and query parameters
     */
    WrittenParameters parameters() {
        return parameters;
    }

    /**
     * @param emitters the names of all emitters of the application
     * @param yaml finds the names without a value in a YAML file, {@code null} without YAML
     * @param problems receives the problems, each with the name of the property and without its value
     * @return the names of properties that configure emitters that the application does not have, in order
     */
    public Collection<String> check(Collection<String> emitters, Function<String, Set<String>> yaml, List<String> problems) {
        for (String name : names()) {
            checkValue(name, problems);
        }
        Readers readers = new Readers(emitters);
        Map<String, String> unusedAllowLists = new TreeMap<>();
        Map<String, String> unused = new TreeMap<>();
        Set<String> unclear = new TreeSet<>();
        for (Written property : written) {
            if (!isRead(property, readers)) {
                if (property.letters().contains(ALLOWED)) {
                    keep(unusedAllowLists, property);
                } else if (property.source() instanceof EnvConfigSource
                        && WrittenParameters.isVariable(property.active(), emitters)) {
                    // The source also lists a property for it, whose name is a guess
                    if (property.active().indexOf('.') < 0) {
                        unclear.add(property.name());
                    }
                } else if (Readers.isOfAnEmitter(property.letters())
                        || WrittenParameters.isOfAnEmitter(property.active())) {
                    keep(unused, property);
                }
            }
        }
        for (String name : unclear) {
            problems.add(name + WrittenParameters.UNCLEAR);
        }
        for (String name : unusedAllowLists.values()) {
            problems.add(name + " limits no emitter of the application: correct its name, which is " + DaprInvokeConfig.ROOT
                    + ConfiguredEmitter.ALLOWED_APP_IDS + " for all emitters and "
                    + ConfiguredEmitter.property("name", ConfiguredEmitter.ALLOWED_APP_IDS) + " for one, or remove it");
        }
        for (String name : new YamlWithoutValues(config, yaml).names(ROOT, ALLOWED)) {
            problems.add(name + ConfiguredEmitter.EMPTY_RULE);
        }
        return unused.values();
    }

    /**
     * Optional properties are also looked up, because sources do not list environment variables for profiles with a dash.
     */
    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(DaprInvokeConfig.ROOT)) {
                names.add(name);
            }
        }
        for (String key : OPTIONAL) {
            String name = DaprInvokeConfig.ROOT + key;
            names.add(name);
            for (int index : indexes(name)) {
                names.add(name + "[" + index + "]");
            }
        }
        return names;
    }

    /** Properties of emitters and allow-lists are checked where they are read. */
    private void checkValue(String name, List<String> problems) {
        if (name.startsWith(ConfiguredEmitter.PREFIX)) {
            return;
        }
        String key = name.substring(DaprInvokeConfig.ROOT.length());
        if (key.startsWith(ConfiguredEmitter.ALLOWED_APP_IDS) || key.startsWith(ConfiguredEmitter.PROPAGATE_HEADERS)
                || key.startsWith(ConfiguredEmitter.HEADERS) || BUILD_TIME.stream().anyMatch(key::startsWith)) {
            return;
        }
        try {
            ConfigValue value = PropertyReader.read(config, name);
            if (value != null && value.getValue().isBlank() && NEVER_EMPTY.contains(key)) {
                problems.add(name + " must not be empty: set a value, or remove it");
            }
        } catch (NoSuchElementException e) {
            problems.add(e.getMessage());
        }
    }

    private boolean isRead(Written property, Readers readers) {
        for (String name : readers.names(property.letters())) {
            if (isSpelling(property, name + property.index())) {
                return true;
            }
        }
        return property.source() instanceof EnvConfigSource
                ? parameters.read().stream().anyMatch(name -> isSpelling(property, name))
                : parameters.read().contains(property.active());
    }

    private boolean isSpelling(Written property, String name) {
        return property.active().equals(name) || property.source() instanceof EnvConfigSource && isVariable(property, name);
    }

    /** An environment variable sets all names that differ in punctuation only. Only the source itself can resolve this. */
    private boolean isVariable(Written property, String spelling) {
        if (!PropertyNames.isVariableOf(variable(property.active()), spelling)) {
            return false;
        }
        for (String profile : config.getProfiles()) {
            if (property.source().getValue("%" + profile + "." + spelling) != null) {
                return true;
            }
        }
        return property.source().getValue(spelling) != null;
    }

    /** The environment source lists a variable under its own name and as a property. The variable is kept. */
    private static void keep(Map<String, String> names, Written property) {
        names.merge(property.letters() + property.index(), property.name(),
                (one, other) -> one.equals(variable(one)) ? one : other);
    }

    /**
     * @param name the name as the source lists it
     * @param active the name without its profile
     * @param letters the letters of the property, without the index of an entry of a list
     * @param index that index in brackets, empty for none
     */
    private record Written(ConfigSource source, String name, String active, String letters, String index) {
    }
}
