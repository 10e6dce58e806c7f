package io.quarkiverse.daprinvoke.it.values;

/**
 * Only ever a value of a streamed payload.
 */
public record Sale(String item, Price price) {

    public record Price(int amount, String currency) {
    }
}
