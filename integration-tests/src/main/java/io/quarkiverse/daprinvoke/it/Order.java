package io.quarkiverse.daprinvoke.it;

/**
 * An order, as the orders service takes it.
 */
public record Order(String id, String item, int quantity) {
}
