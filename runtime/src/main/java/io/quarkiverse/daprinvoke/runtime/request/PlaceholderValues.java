package io.quarkiverse.daprinvoke.runtime.request;

/**
 * Where the values of placeholders come from.
 */
@FunctionalInterface
public interface PlaceholderValues {

    /**
     * @param name the name of a placeholder
     * @return its value, {@code null} if it has none here
     */
    String get(String name);
}
