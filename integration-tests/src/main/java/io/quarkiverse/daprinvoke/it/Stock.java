package io.quarkiverse.daprinvoke.it;

/**
 * How many of an item are there.
 */
public record Stock(int quantity) {
}
