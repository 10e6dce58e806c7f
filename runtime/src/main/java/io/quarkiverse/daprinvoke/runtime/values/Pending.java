package io.quarkiverse.daprinvoke.runtime.values;

import java.util.Arrays;

/**
 * Keeps bytes of a value until the rest of the value arrives. The array is reused, unless it has become large. Unlike
 * {@link java.io.ByteArrayOutputStream} it takes no lock, which costs more than finding a small value.
 */
final class Pending {

    private static final int INITIAL_SIZE = 256;
    private static final int LARGE = 64 * 1024;

    private byte[] array = new byte[INITIAL_SIZE];
    private int size;

    void append(byte[] bytes, int from, int to) {
        int length = to - from;
        ensureRoom(length);
        System.arraycopy(bytes, from, array, size, length);
        size += length;
    }

    void append(byte b) {
        ensureRoom(1);
        array[size++] = b;
    }

    private void ensureRoom(int length) {
        int needed = Math.addExact(size, length);
        if (needed > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * array.length)));
        }
    }

    int size() {
        return size;
    }

    /**
     * @return the array that begins with the bytes kept, until the next change
     */
    byte[] array() {
        return array;
    }

    void clear() {
        size = 0;
        if (array.length > LARGE) {
            array = new byte[INITIAL_SIZE];
        }
    }
}
