package io.quarkiverse.daprinvoke.test.control;

/**
 * A header.
 *
 * @param name its name, in any letter case
 * @param value one of its values
 */
public record Header(String name, String value) {
}
