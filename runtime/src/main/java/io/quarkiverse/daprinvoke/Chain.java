package io.quarkiverse.daprinvoke;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Entries of one call, in the order they were added. A longer chain shares the entries before the last one, so that adding
 * an entry costs the same however many there are, and threads can share chains.
 *
 * @param last the entry that was added last
 * @param before the entries before it, {@code null} for none
 * @param count the number of entries
 * @param length the length of all entries together, in characters
 * @param <E> the type of the entries
 */
record Chain<E>(E last, @Nullable Chain<E> before, int count, long length) {

    /**
     * No application reads as many; the sidecar refuses a request head of more than 8 KiB unless it is configured otherwise.
     */
    static final int MAX_COUNT = 1000;

    /** Like the limit of the target, so that large read buffers of the sidecar can be used. */
    static final int MAX_LENGTH = 64 * 1024;

    /**
     * @param chain the entries so far, {@code null} for none
     * @param length the length of the entry, in characters
     * @param what what the entries are, for messages
     * @throws IllegalArgumentException if these are too many entries, or too long ones
     */
    static <E> Chain<E> add(@Nullable Chain<E> chain, E entry, long length, String what) {
        int count = chain == null ? 1 : chain.count + 1;
        long all = chain == null ? length : chain.length + length;
        if (count > MAX_COUNT) {
            throw new IllegalArgumentException("A call can have at most " + MAX_COUNT + " " + what);
        }
        if (all > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The " + what + " of a call can have at most " + MAX_LENGTH
                            + " characters in total, names and values together");
        }
        return new Chain<>(entry, chain, count, all);
    }

    /**
     * @param chain the entries, {@code null} for none
     * @return them in the order they were added, unmodifiable
     */
    @SuppressWarnings("unchecked")
    static <E> List<E> list(@Nullable Chain<E> chain) {
        if (chain == null) {
            return List.of();
        }
        Object[] entries = new Object[chain.count];
        for (Chain<E> entry = chain; entry != null; entry = entry.before) {
            entries[entry.count - 1] = entry.last;
        }
        return (List<E>) Collections.unmodifiableList(Arrays.asList(entries));
    }
}
