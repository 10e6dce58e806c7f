package io.quarkiverse.daprinvoke.runtime.config;

import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.letters;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import io.smallrye.config.ProfileConfigSourceInterceptor;
import io.smallrye.config.SmallRyeConfig;

/**
 * Finds keys without a value in YAML files. The configuration source leaves them out, so a list whose entries are all commented
 * out would look as if nobody had written it.
 */
final class YamlWithoutValues {

    /** The names of sources that are files, as {@code io.smallrye.config.source.yaml.YamlConfigSource} makes them. */
    private static final Pattern FILE = Pattern.compile("YamlConfigSource\\[source=(.+)]");

    private final SmallRyeConfig config;

    YamlWithoutValues(SmallRyeConfig config) {
        this.config = config;
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
            if (file.matches()) {
                for (String name : Files.withoutValues(file.group(1))) {
                    String active = ProfileConfigSourceInterceptor.activeName(name, config.getProfiles());
                    if (letters(active).startsWith(root) && letters(active).contains(part)) {
                        names.add(active);
                    }
                }
            }
        }
        return names;
    }

    /** The only user of the parser, which is present where the configuration source is. */
    private static final class Files {

        @SuppressWarnings("deprecation") // A URI would not take the spaces of a path as they are
        static Set<String> withoutValues(String url) {
            Set<String> names = new TreeSet<>();
            try (InputStream file = new URL(url).openStream()) {
                for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(file)) {
                    collect("", document, names);
                }
            } catch (MalformedURLException e) {
                // Only the class loader that made the URL can read it, which happens to none of the application's own files
                return names;
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + url + " again, which has been read as configuration", e);
            }
            return names;
        }

        private static void collect(String path, Object node, Set<String> names) {
            if (node == null || node instanceof Map<?, ?> map && map.isEmpty()) {
                names.add(path);
            } else if (node instanceof Map<?, ?> map) {
                map.forEach((key, value) -> collect(path.isEmpty() ? String.valueOf(key) : path + "." + key, value, names));
            } else if (node instanceof List<?> list) {
                list.forEach(entry -> collect(path, entry, names));
            }
        }
    }
}
