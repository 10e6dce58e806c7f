package io.quarkiverse.daprinvoke.runtime.values;

/**
 * Finds the values in the body of a response, which comes in chunks that end anywhere. It does not read the values. Used by one
 * thread at a time.
 */
public interface Splitter {

    /**
     * Gives it the next chunk. Called at the beginning, and after {@link #next()} has returned {@code false}.
     *
     * @param bytes stay unchanged until the next call of this method
     * @param from the index of the first byte of the chunk
     * @param to the index behind the last byte of the chunk
     */
    void feed(byte[] bytes, int from, int to);

    /**
     * Says that there are no more chunks. {@link #next()} may then find a last value.
     */
    void end();

    /**
     * Looks for the next value, and no further.
     *
     * @return whether there is one, which {@link #bytes()} then holds until the next call; {@code false} if it needs more
     *         bytes, or if there are none
     * @throws MalformedStream if what has come so far is no stream of values, if a value is larger than allowed, or, after the
     *         end, if the body breaks off: then {@link #bytes()} holds as much of the value as has come
     */
    boolean next();

    /**
     * @return the array that holds the value
     */
    byte[] bytes();

    /**
     * @return the index of the first byte of the value
     */
    int from();

    /**
     * @return the index behind the last byte of the value
     */
    int to();

    /**
     * @return the number of the value, 1 for the first
     */
    long number();

    /**
     * @return the index, in the body, of the first byte of the value
     */
    long position();
}
