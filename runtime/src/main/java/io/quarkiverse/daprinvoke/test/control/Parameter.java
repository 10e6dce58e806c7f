package io.quarkiverse.daprinvoke.test.control;

/**
 * A query parameter.
 *
 * @param name its name, decoded
 * @param value one of its values, decoded
 */
public record Parameter(String name, String value) {
}
