package io.quarkiverse.daprinvoke.it.types;

import java.util.List;

/**
 * Nothing but the type argument of an emitter leads to the classes that implement it, and to what their type parameters are
 * bounded by.
 */
public sealed interface Result<T> {

    String state();

    record Ok<T>(String state, T value) implements Result<T> {
    }

    record Failed<T, R extends Reason>(String state, List<R> reasons) implements Result<T> {
    }

    interface Reason {
    }

    record Missing(String item) implements Reason {
    }
}
