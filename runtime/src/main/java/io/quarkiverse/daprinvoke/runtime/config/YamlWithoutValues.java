package io.quarkiverse.daprinvoke.runtime.config;

import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.letters;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ProfileConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;

/**
 * Finds keys without a value in YAML files. The configuration source omits them, so a list whose entries are all commented out
 * would look like a missing property.
 */
final class YamlWithoutValues {

    /** The pattern of the names of YAML file sources, see {@code io.smallrye.config.source.yaml.YamlConfigSource}. */
    private static final Pattern FILE = Pattern.compile("YamlConfigSource\\[source=(.+)]");

    private final SmallRyeConfig config;
    private final Function<String, Set<String>> parser;

    /**
     * @param parser takes the URL of a file, and returns the names without a value in it; {@code null} if the application has
     *        no YAML
     */
    YamlWithoutValues(SmallRyeConfig config, Function<String, Set<String>> parser) {
        this.config = config;
        this.parser = parser;
    }

    /**
     * @param root the letters that the names start with
     * @param part letters that they contain
     * @return the names that have no value in a file, or an entry without one, in order
     */
    Set<String> names(String root, String part) {
        Set<String> names = new TreeSet<>();
        for (ConfigSource source : config.getConfigSources()) {
            Matcher file = FILE.matcher(source.getName());
            if (parser != null && file.matches()) {
                for (String name : parser.apply(file.group(1))) {
                    String active = ProfileConfigSourceInterceptor.activeName(name, config.getProfiles());
                    if (letters(active).startsWith(root) && letters(active).contains(part)) {
                        names.add(active);
                    }
                }
            }
        }
        return names;
    }
}
