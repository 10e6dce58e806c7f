package io.quarkiverse.daprinvoke.runtime.values;

/**
 * Finds the values in the body of a response, which arrives in arbitrary chunks. It does not parse the values. Not thread-safe.
 */
public interface Splitter {

    /**
     * Sets the next chunk. Called at the beginning, and after {@link #next()} has returned {@code false}.
     *
     * @param bytes the bytes, which stay unchanged until the next call of this method
     * @param from the index of the first byte of the chunk
     * @param to the index after the last byte of the chunk
     */
    void feed(byte[] bytes, int from, int to);

    /**
     * Declares that there are no more chunks. {@link #next()} may then find a last value.
     */
    void end();

    /**
     * Looks for the next value, and no further.
     *
     * @return whether there is one, which {@link #bytes()} then contains until the next call; {@code false} if more bytes are
     *         required, or at the end
     * @throws MalformedStream if the received bytes are not a stream of values, if a value is too large, or, after the end, if
     *         the body is incomplete: then {@link #bytes()} contains the received part of the value
     */
    boolean next();

    /**
     * @return the array that contains the value
     */
    byte[] bytes();

    /**
     * @return the index of the first byte of the value
     */
    int from();

    /**
     * @return the index after the last byte of the value
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
