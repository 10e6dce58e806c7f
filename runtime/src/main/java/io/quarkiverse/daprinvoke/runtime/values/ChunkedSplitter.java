package io.quarkiverse.daprinvoke.runtime.values;

/**
 * The part that all formats share: it receives the chunks, and joins a value that is spread over several chunks. The bytes of
 * other values are not copied.
 */
abstract class ChunkedSplitter implements Splitter {

    private static final byte[] NONE = {};
    private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

    /** The current chunk, the index of its next byte, and the index after its last byte. */
    byte[] chunk = NONE;
    int at;
    int end;

    private final long maximum;
    private final boolean json;
    private boolean ended;

    /** The index in the body is the index in the chunk plus this. */
    private long offset;
    /** The number of bytes of a byte order mark at the beginning of the body so far, -1 once that is decided. */
    private int mark;

    /** Whether a value has begun and not ended, and the index of its first byte in this chunk. */
    private boolean open;
    private int start;
    private final Pending pending = new Pending();

    private byte[] bytes = NONE;
    private int from;
    private int to;
    private long number;
    private long position;

    /**
     * @param maximum the maximum number of bytes of a value
     * @param json whether the values are JSON
     */
    ChunkedSplitter(long maximum, boolean json) {
        this.maximum = maximum;
        this.json = json;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int first = from;
        while (mark >= 0 && first < to) {
            if (bytes[first] != BYTE_ORDER_MARK[mark]) {
                feedWithMark(bytes, first, to);
                return;
            }
            first++;
            if (++mark == BYTE_ORDER_MARK.length) {
                offset = mark;
                mark = -1;
            }
        }
        take(bytes, first, to);
    }

    /** The body does not begin with a byte order mark: the bytes that looked like one are part of the text. */
    private void feedWithMark(byte[] bytes, int from, int to) {
        if (mark == 0) {
            mark = -1;
            take(bytes, from, to);
            return;
        }
        Pending beginning = new Pending();
        beginning.append(BYTE_ORDER_MARK, 0, mark);
        beginning.append(bytes, from, to);
        mark = -1;
        take(beginning.array(), 0, beginning.size());
    }

    private void take(byte[] bytes, int from, int to) {
        chunk = bytes;
        at = start = from;
        end = to;
        offset -= from;
    }

    @Override
    public void end() {
        ended = true;
        if (mark > 0) {
            feedWithMark(NONE, 0, 0);
        }
    }

    @Override
    public boolean next() {
        if (find()) {
            return true;
        }
        if (open) {
            requireSize(end);
            pending.append(chunk, start, end);
        }
        offset += end;
        // Releases the chunk while the next one is awaited
        chunk = bytes = NONE;
        at = start = end = from = to = 0;
        if (!ended) {
            return false;
        }
        if (open) {
            bytes = pending.array();
            to = pending.size();
        }
        return findLast();
    }

    /**
     * Looks for the next value in the chunk.
     *
     * @return whether it was {@link #found found}; if not, all bytes of the chunk have been used
     */
    abstract boolean find();

    /**
     * Called at the end of the body, when there are no bytes left.
     *
     * @return whether the value that is still open is complete and was {@link #found found}
     */
    abstract boolean findLast();

    /** The next byte is the first one of a value. */
    final void begin() {
        open = true;
        start = at;
        position = bodyIndex();
        pending.clear();
    }

    final boolean isOpen() {
        return open;
    }

    /**
     * The value that has begun ends here.
     *
     * @param stop the index after its last byte in the chunk
     */
    final void found(int stop) {
        requireSize(stop);
        if (pending.size() == 0) {
            bytes = chunk;
            from = start;
            to = stop;
        } else {
            pending.append(chunk, start, stop);
            bytes = pending.array();
            from = 0;
            to = pending.size();
        }
        if (json && !JsonScanner.isReadAsUtf8(bytes, from, to)) {
            throw MalformedStream.noJson(number + 1, position);
        }
        open = false;
        number++;
    }

    /** Fails if the value that has begun is already too large. */
    final void requireSize(int stop) {
        if ((long) pending.size() + stop - start > maximum) {
            throw MalformedStream.tooLarge(maximum, number + 1, position);
        }
    }

    /**
     * @return how many bytes of the value that has begun are kept, 0 if none has begun
     */
    final int pendingSize() {
        return open ? pending.size() : 0;
    }

    /**
     * @return the index of the next byte in the body
     */
    final long bodyIndex() {
        return offset + at;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int to() {
        return to;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long position() {
        return position;
    }
}
