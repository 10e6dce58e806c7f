package io.quarkiverse.daprinvoke.runtime.values;

/**
 * JSON text sequences, {@code application/json-seq} (RFC 7464): a record separator before each value, a line feed after it.
 * <p>
 * The RFC requires white space after a number, {@code true}, {@code false} and {@code null}, because they may have been
 * truncated otherwise. Other values are complete when their last quote or bracket has arrived. White space only is not a value.
 */
public final class SequenceSplitter extends ChunkedSplitter {

    private static final byte RECORD_SEPARATOR = 0x1E;

    private final JsonScanner scanner = new JsonScanner();
    /** Whether a record separator has arrived, but not its value yet. */
    private boolean separated;

    /**
     * @param maximum the maximum number of bytes of a value
     */
    public SequenceSplitter(long maximum) {
        super(maximum, true);
    }

    @Override
    boolean find() {
        while (at < end) {
            byte b = chunk[at];
            if (isOpen()) {
                int limit = nextSeparator();
                int stop = scanner.scan(chunk, at, limit);
                at = stop < 0 ? limit : stop;
                if (stop >= 0) {
                    found(stop);
                    return true;
                } else if (limit < end) {
                    requireSize(limit);
                    throw MalformedStream.cutShort(number() + 1, position());
                }
            } else if (b == RECORD_SEPARATOR) {
                separated = true;
                at++;
            } else if (JsonScanner.isWhiteSpace(b)) {
                at++;
            } else if (separated) {
                separated = false;
                begin();
                scanner.begin();
            } else {
                throw new MalformedStream("is not a JSON text sequence: a record separator is missing at byte " + bodyIndex()
                        + " of the body", false);
            }
        }
        return false;
    }

    /** A value cannot contain a record separator, because JSON escapes control characters. */
    private int nextSeparator() {
        int i = at;
        while (i < end && chunk[i] != RECORD_SEPARATOR) {
            i++;
        }
        return i;
    }

    @Override
    boolean findLast() {
        if (isOpen()) {
            throw MalformedStream.brokenOff(number() + 1, position());
        } else if (separated) {
            throw new MalformedStream("ends after a record separator, before value number " + (number() + 1), true);
        }
        return false;
    }
}
