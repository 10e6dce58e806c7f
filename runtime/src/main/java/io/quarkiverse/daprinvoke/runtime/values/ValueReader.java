package io.quarkiverse.daprinvoke.runtime.values;

/**
 * Reads a value that has been found.
 *
 * @param <X> the type of the values
 */
@FunctionalInterface
public interface ValueReader<X> {

    /**
     * @param found has just found a value
     * @return the value, {@code null} if nothing is to be handed out for it
     * @throws MalformedStream if it is no value, in words that say where it stands
     * @throws Exception if it is not of the type
     */
    X read(Splitter found) throws Exception;
}
