package io.quarkiverse.daprinvoke.runtime.payload;

import java.util.function.Supplier;

/**
 * Makes its value when it is first asked for it, and once.
 *
 * @param <T> the type of the value, which is not {@code null}
 */
public final class Lazy<T> implements Supplier<T> {

    private final Supplier<? extends T> maker;
    private volatile T value;

    public Lazy(Supplier<? extends T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        T known = value;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            if (value == null) {
                value = maker.get();
            }
            return value;
        }
    }
}
