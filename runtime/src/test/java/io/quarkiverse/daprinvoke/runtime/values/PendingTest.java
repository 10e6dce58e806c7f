package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

class PendingTest {

    private final Pending pending = new Pending();

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    @Test
    void whatIsAppendedIsKeptHoweverMuchItIs() {
        byte[] all = bytes(100_000);
        pending.append(all, 0, 200);
        pending.append(all, 200, 256);
        for (int i = 256; i < 2000; i++) {
            pending.append(all[i]);
        }
        pending.append(all, 2000, 2000);
        pending.append(all, 2000, all.length);
        assertThat(pending.size()).isEqualTo(all.length);
        assertThat(Arrays.copyOf(pending.array(), pending.size())).isEqualTo(all);
    }

    /** Otherwise a value that comes byte by byte would be copied with each of them. */
    @Test
    void theArrayDoublesWhenItIsFull() {
        byte[] first = pending.array();
        pending.append(bytes(first.length), 0, first.length);
        assertThat(pending.array()).isSameAs(first);
        pending.append((byte) 1);
        assertThat(pending.array()).hasSize(2 * first.length);
    }

    @Test
    void onlyALargeArrayIsGivenUp() {
        pending.append(bytes(64 * 1024), 0, 64 * 1024);
        byte[] array = pending.array();
        pending.clear();
        assertThat(pending.size()).isZero();
        assertThat(pending.array()).isSameAs(array);
        pending.append(bytes(64 * 1024 + 1), 0, 64 * 1024 + 1);
        pending.clear();
        assertThat(pending.array()).hasSize(256);
    }
}
