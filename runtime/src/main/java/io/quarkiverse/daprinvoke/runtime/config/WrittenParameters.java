package io.quarkiverse.daprinvoke.runtime.config;

import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.isVariableOf;
import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.variable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.EnvConfigSource;

/**
 * The properties of headers and query parameters, whose names end with the name of a header or a query parameter.
 * <p>
 * An environment variable cannot contain a dash, so {@code X_TENANT} might be {@code x-tenant}, {@code x_tenant} or
 * {@code x.tenant}. SmallRye Config chooses one of them. Here a variable can set a name that another source or an annotation
 * declares, or a name of letters and digits. Otherwise it fails the start, because a header with a wrong name would go
 * unnoticed.
 */
final class WrittenParameters {

    static final String UNCLEAR = " does not name a header or a query parameter, because an environment variable has no dashes "
            + "and no lower case: name it in another configuration source as well, for example "
            + DaprInvokeConfig.ROOT + ConfiguredEmitter.HEADERS + "\"x-tenant\"= in application.properties, or set it there";

    private static final List<String> KEYS = List.of(ConfiguredEmitter.HEADERS, ConfiguredEmitter.QUERY);

    private static final Pattern OF_AN_EMITTER = Pattern.compile(
            "quarkus[._]dapr[-_]invoke[._]emitter[._].+[._](headers|query)[._].", Pattern.CASE_INSENSITIVE);

    /** A name in quotes or without quotes. */
    private static final Pattern ONE_WORD = Pattern.compile("_([A-Z0-9]+)__?|([A-Z0-9]+)");

    private final List<String> names = new ArrayList<>();
    private final List<String> variables = new ArrayList<>();
    private final Set<String> read = new HashSet<>();

    /**
     * @param name the name as the source lists it
     * @param active the name without its profile
     */
    void add(ConfigSource source, String name, String active) {
        // The environment source also lists possible property names of its variables
        boolean exact = !(source instanceof EnvConfigSource) || source.getProperties().containsKey(name);
        if (exact && active.startsWith(DaprInvokeConfig.ROOT)) {
            if (KEYS.stream().anyMatch(key -> active.contains("." + key))) {
                names.add(active);
            }
        } else if (exact && KEYS.stream().anyMatch(key -> variable(active).contains(variable("." + key)))) {
            variables.add(variable(active));
        }
    }

    /**
     * @param prefix the prefix of the names of the properties
     * @return the rest of the names, without quotes
     */
    Collection<String> keys(String prefix) {
        Set<String> keys = new TreeSet<>();
        for (String name : names) {
            if (name.length() > prefix.length() && name.startsWith(prefix)) {
                String key = name.substring(prefix.length());
                boolean quoted = key.length() > 1 && key.startsWith("\"") && key.endsWith("\"");
                keys.add(quoted ? key.substring(1, key.length() - 1) : key);
            }
        }
        return keys;
    }

    /**
     * @param prefix the prefix of the names of the properties
     * @param known the known keys
     * @return the keys of variables that have only one possible name
     */
    Collection<String> keysOfVariables(String prefix, Collection<String> known) {
        Set<String> keys = new TreeSet<>();
        for (String name : variables) {
            if (name.startsWith(variable(prefix)) && known.stream().noneMatch(key -> isSetBy(name, prefix, key))) {
                Matcher key = ONE_WORD.matcher(name.substring(prefix.length()));
                if (key.matches()) {
                    keys.add((key.group(1) != null ? key.group(1) : key.group(2)).toLowerCase(Locale.ROOT));
                }
            }
        }
        return keys;
    }

    private static boolean isSetBy(String variable, String prefix, String key) {
        return isVariableOf(variable, prefix + key) || isVariableOf(variable, prefix + '"' + key + '"');
    }

    /**
     * @param spellings the names of one property
     */
    void markRead(Collection<String> spellings) {
        read.addAll(spellings);
    }

    /**
     * @return the names of properties that were looked up
     */
    Set<String> read() {
        return read;
    }

    /**
     * @param name a name that the environment source lists, without its profile
     * @param emitters the names of all emitters of the application
     * @return whether it is a header or a query parameter of all emitters, or of one of these
     */
    static boolean isVariable(String name, Collection<String> emitters) {
        String variable = variable(name);
        return variable.startsWith(variable(DaprInvokeConfig.ROOT + ConfiguredEmitter.HEADERS))
                || emitters.stream().anyMatch(emitter -> KEYS.stream()
                        .flatMap(key -> ConfiguredEmitter.spellings(emitter, key).stream())
                        .anyMatch(prefix -> variable.startsWith(variable(prefix))));
    }

    /**
     * @param name a name without its profile
     * @return whether it is a header or a query parameter of an emitter
     */
    static boolean isOfAnEmitter(String name) {
        return OF_AN_EMITTER.matcher(name).find();
    }
}
