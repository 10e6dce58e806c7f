package io.quarkiverse.daprinvoke.runtime.config;

import static io.quarkiverse.daprinvoke.runtime.config.PropertyNames.letters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of properties that the application reads for its allow-lists and emitters, except headers and query parameters.
 */
final class Readers {

    private static final String ALLOWED = letters(DaprInvokeConfig.ROOT + ConfiguredEmitter.ALLOWED_APP_IDS);
    private static final String EMITTER = letters(ConfiguredEmitter.PREFIX);

    private final Map<String, List<String>> emitters = new HashMap<>();

    Readers(Collection<String> names) {
        for (String name : names) {
            emitters.computeIfAbsent(letters(name), letters -> new ArrayList<>()).add(name);
        }
    }

    List<String> names(String property) {
        if (property.equals(ALLOWED)) {
            return List.of(DaprInvokeConfig.ROOT + ConfiguredEmitter.ALLOWED_APP_IDS);
        }
        String key = key(property);
        List<String> names = new ArrayList<>();
        if (key != null) {
            for (String emitter : emitters(property, key)) {
                names.addAll(ConfiguredEmitter.spellings(emitter, key));
            }
        }
        return names;
    }

    static boolean isOfAnEmitter(String property) {
        return key(property) != null;
    }

    private static String key(String property) {
        for (String key : ConfiguredEmitter.KEYS) {
            if (property.startsWith(EMITTER) && property.endsWith(letters(key))) {
                return key;
            }
        }
        return null;
    }

    private List<String> emitters(String property, String key) {
        int end = property.length() - letters(key).length();
        return emitters.getOrDefault(property.substring(EMITTER.length(), end), List.of());
    }
}
