package io.quarkiverse.daprinvoke.runtime.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Takes the URL of a YAML file, and returns the names without a value in it. The only user of the parser, which applications
 * without YAML do not have: only the recorder must refer to this class.
 */
public final class YamlParser implements Function<String, Set<String>> {

    @Override
    @SuppressWarnings("deprecation") // A URI would not accept spaces in a path
    public Set<String> apply(String url) {
        Set<String> names = new TreeSet<>();
        try (InputStream file = new URL(url).openStream()) {
            for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(file)) {
                collect("", document, names);
            }
        } catch (MalformedURLException e) {
            // Only the class loader that created the URL can read it. The files of the application are not affected
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
