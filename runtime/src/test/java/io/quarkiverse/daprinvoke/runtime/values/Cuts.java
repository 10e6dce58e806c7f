package io.quarkiverse.daprinvoke.runtime.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Hands a body to a splitter in chunks that end anywhere, in arrays that are overwritten as soon as they may be.
 *
 * @param splitters makes splitters
 * @param description writes down the value that a splitter has found
 */
record Cuts<S extends Splitter>(Supplier<S> splitters, Function<S, String> description) {

    /** The bytes around a chunk in its array, which must never be read. */
    private static final byte FOREIGN = '!';

    /**
     * @param text each character is one byte
     */
    static byte[] bytes(String text) {
        assertThat(text.chars()).allMatch(c -> c < 0x100);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String value(Splitter splitter) {
        return new String(splitter.bytes(), splitter.from(), splitter.to() - splitter.from(), StandardCharsets.UTF_8);
    }

    static String numbered(Splitter splitter) {
        return splitter.number() + "@" + splitter.position() + " " + value(splitter);
    }

    /**
     * @return the values, and the failure if there is one, which are the same wherever the body is cut
     */
    List<String> split(byte[] body) {
        List<String> whole = split(body, new int[0]);
        int[] all = new int[body.length];
        int[] twice = new int[2 * body.length];
        for (int cut = 0; cut < body.length; cut++) {
            all[cut] = twice[2 * cut] = twice[2 * cut + 1] = cut;
            assertThat(split(body, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
        assertThat(split(0, body, all)).as("byte by byte, each at the beginning of its array").isEqualTo(whole);
        assertThat(split(body, all)).as("byte by byte").isEqualTo(whole);
        assertThat(split(body, twice)).as("byte by byte, with empty chunks").isEqualTo(whole);
        return whole;
    }

    List<String> split(byte[] body, Random random, int size) {
        return split(body, random.ints(0, Math.max(1, body.length)).limit(1 + body.length / size).sorted().toArray());
    }

    private List<String> split(byte[] body, int... cuts) {
        return split(3, body, cuts);
    }

    private List<String> split(int margin, byte[] body, int... cuts) {
        S splitter = splitters.get();
        List<String> seen = new ArrayList<>();
        try {
            int from = 0;
            for (int cut : cuts) {
                feed(splitter, margin, body, from, cut, seen);
                from = cut;
            }
            feed(splitter, margin, body, from, body.length, seen);
            splitter.end();
            drain(splitter, seen);
        } catch (MalformedStream e) {
            seen.add((e.isBrokenOff() ? "broken off: " : "malformed: ") + e.getMessage());
        }
        return seen;
    }

    private void feed(S splitter, int margin, byte[] body, int from, int to, List<String> seen) {
        byte[] chunk = new byte[to - from + 2 * margin];
        Arrays.fill(chunk, FOREIGN);
        System.arraycopy(body, from, chunk, margin, to - from);
        splitter.feed(chunk, margin, margin + to - from);
        drain(splitter, seen);
        Arrays.fill(chunk, FOREIGN);
    }

    private void drain(S splitter, List<String> seen) {
        while (splitter.next()) {
            seen.add(description.apply(splitter));
        }
    }
}
