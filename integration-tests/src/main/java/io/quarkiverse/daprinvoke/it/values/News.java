package io.quarkiverse.daprinvoke.it.values;

/**
 * Only ever the data of an event.
 */
public record News(String title, Author author) {

    public record Author(String name) {
    }
}
