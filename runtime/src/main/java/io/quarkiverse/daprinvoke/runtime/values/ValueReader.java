package io.quarkiverse.daprinvoke.runtime.values;

/**
 * Reads a value that a splitter has found.
 *
 * @param <X> the type of the values
 */
@FunctionalInterface
public interface ValueReader<X> {

    /**
     * @param found the splitter that has just found a value
     * @return the value, {@code null} if nothing is emitted for it
     * @throws MalformedStream if it is not a value; the message contains its position
     * @throws Exception if it is not of the declared type
     */
    X read(Splitter found) throws Exception;
}
