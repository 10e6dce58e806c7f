package io.quarkiverse.daprinvoke.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The arguments of the program, in the form {@code --name=value}.
 */
public final class Options {

    private final Map<String, String> left = new HashMap<>();

    public Options(String[] args) {
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Arguments have the form --name=value");
            }
            left.put(arg.substring(2, equals), arg.substring(equals + 1));
        }
    }

    public String text(String name, String defaultValue) {
        String value = left.remove(name);
        return value == null ? defaultValue : value;
    }

    public List<String> list(String name, String defaultValue) {
        return List.of(text(name, defaultValue).split(","));
    }

    public int number(String name, int defaultValue) {
        return Integer.parseInt(text(name, Integer.toString(defaultValue)));
    }

    /**
     * @throws IllegalArgumentException if there are arguments that nobody has asked for
     */
    public void rejectOthers() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("There are no arguments " + left.keySet());
        }
    }
}
