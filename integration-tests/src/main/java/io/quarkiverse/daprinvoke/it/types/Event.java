package io.quarkiverse.daprinvoke.it.types;

/**
 * Nothing but the list it is sent in leads to the classes that implement it.
 */
public interface Event {

    String name();

    record Started(String name, Cause cause) implements Event {
    }

    record Stopped(String name, int status) implements Event {
    }

    record Cause(String text) {
    }
}
