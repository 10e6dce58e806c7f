package io.quarkiverse.daprinvoke.runtime.request;

/**
 * A source of values of placeholders.
 */
@FunctionalInterface
public interface PlaceholderValues {

    /**
     * @param name the name of a placeholder
     * @return its value, {@code null} if this source has none
     */
    String get(String name);
}
