package io.quarkiverse.daprinvoke.runtime.values;

import java.io.ByteArrayOutputStream;

/**
 * Keeps bytes of a value until the rest of the value arrives. The array is reused, unless it has become large.
 */
final class Pending extends ByteArrayOutputStream {

    private static final int INITIAL_SIZE = 256;
    private static final int LARGE = 64 * 1024;

    Pending() {
        super(INITIAL_SIZE);
    }

    void append(byte[] bytes, int from, int to) {
        write(bytes, from, to - from);
    }

    /**
     * @return the array that begins with the bytes kept, until the next change
     */
    byte[] array() {
        return buf;
    }

    void clear() {
        reset();
        if (buf.length > LARGE) {
            buf = new byte[INITIAL_SIZE];
        }
    }
}
