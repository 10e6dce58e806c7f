package io.quarkiverse.daprinvoke.runtime.values;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Server-sent events, {@code text/event-stream}, as the HTML standard defines them (9.2.5 and 9.2.6). A value is the data of
 * one event: the bytes as received, with LF between lines. The limit applies to the sum of all lines of an event, of any field,
 * without line endings. Comments that come before an event, such as heartbeats, are dropped when they exceed it.
 */
public final class EventSplitter implements Splitter {

    /** In milliseconds. Longer delays could not be converted to nanoseconds. */
    private static final long MAX_DELAY = Long.MAX_VALUE / 1_000_000;

    private final long maximum;
    private final boolean json;
    private final Lines lines = new Lines();

    /** The state of the whole stream. */
    private String idBuffer;
    private String lastEventId;
    private String passedId;
    private Duration reconnectionTime;
    private long number;

    /** The state of one block: the lines up to the next empty line. */
    private long blockSize;
    private long position;
    private final Pending data = new Pending();
    private boolean hasFields;
    private boolean hasData;
    private String event;
    private Duration retry;
    private StringBuilder comment;
    private boolean dispatched;

    /**
     * @param maximum the maximum number of bytes of an event
     * @param json whether the data is JSON
     * @param lastEventId the last event ID before a lost connection, empty if it was reset, {@code null} if there was none
     */
    public EventSplitter(long maximum, boolean json, String lastEventId) {
        this.maximum = maximum;
        this.json = json;
        this.lastEventId = passedId = idBuffer = lastEventId;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        lines.feed(bytes, from, to);
    }

    @Override
    public void end() {
        lines.end();
    }

    @Override
    public boolean next() {
        if (dispatched) {
            beginBlock();
        }
        while (lines.next()) {
            if (lines.from() < lines.to()) {
                requireSize(lines.to() - lines.from());
                readLine();
            } else {
                // A block without data is not an event, but sets the ID
                lastEventId = idBuffer;
                if (hasData) {
                    return dispatch();
                }
                beginBlock();
            }
        }
        if (lines.pendingSize() > 0) {
            requireSize(lines.pendingSize());
        }
        return false;
    }

    private boolean dispatch() {
        if (json && !JsonScanner.isReadAsUtf8(data.array(), 0, data.size())) {
            throw MalformedStream.noJson(number + 1, position);
        }
        dispatched = true;
        number++;
        return true;
    }

    private void beginBlock() {
        passedId = lastEventId;
        dispatched = false;
        blockSize = 0;
        data.clear();
        hasFields = false;
        hasData = false;
        event = null;
        retry = null;
        comment = null;
    }

    /** Fails if the block with the received bytes of the current line is too large. */
    private void requireSize(int line) {
        if (blockSize + line > maximum && !hasFields) {
            beginBlock();
        }
        if (blockSize == 0) {
            position = lines.position();
        }
        if (blockSize + line > maximum) {
            throw MalformedStream.tooLarge(maximum, number + 1, position);
        }
    }

    private void readLine() {
        byte[] bytes = lines.bytes();
        int from = lines.from();
        int to = lines.to();
        blockSize += to - from;
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(to, colon + 1);
        if (value < to && bytes[value] == ' ') {
            value++;
        }
        // ISO 8859-1 maps each byte to one character, so that only the exact bytes of a name match
        String name = new String(bytes, from, colon - from, StandardCharsets.ISO_8859_1);
        hasFields |= !name.isEmpty();
        switch (name) {
            case "" -> addComment(text(bytes, value, to));
            case "data" -> addData(bytes, value, to);
            case "event" -> event = text(bytes, value, to);
            case "id" -> setId(text(bytes, value, to));
            case "retry" -> setRetry(text(bytes, value, to));
            default -> {
                // The standard says to ignore unknown fields
            }
        }
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private void addComment(String line) {
        comment = comment == null ? new StringBuilder() : comment.append('\n');
        comment.append(line);
    }

    private void addData(byte[] bytes, int from, int to) {
        if (hasData) {
            data.append((byte) '\n');
        }
        hasData = true;
        data.append(bytes, from, to);
    }

    private void setId(String id) {
        if (id.indexOf('\0') < 0) {
            idBuffer = id;
        }
    }

    private void setRetry(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return;
        }
        long milliseconds = 0;
        for (int i = 0; i < digits.length(); i++) {
            milliseconds = Math.min(MAX_DELAY, milliseconds * 10 + digits.charAt(i) - '0');
        }
        retry = reconnectionTime = Duration.ofMillis(milliseconds);
    }

    @Override
    public byte[] bytes() {
        return data.array();
    }

    @Override
    public int from() {
        return 0;
    }

    @Override
    public int to() {
        return data.size();
    }

    @Override
    public long number() {
        return number;
    }

    /**
     * @return the index, in the body, of the first line of the event, which need not be one of data
     */
    @Override
    public long position() {
        return position;
    }

    /**
     * @return the last event ID of the stream at the event found; {@code null} if there is none, or if the stream has reset it
     */
    public String lastEventId() {
        return "".equals(lastEventId) ? null : lastEventId;
    }

    /**
     * @return the last event ID of the blocks that have been passed, which a resumption sends: not that of an event that was
     *         found, but not followed by another search, so that it might not have been read. Empty if the stream has reset it,
     *         {@code null} if there is none
     */
    public String passedId() {
        return passedId;
    }

    /**
     * @return the last delay before a reconnection that the stream has set, {@code null} if none
     */
    public Duration reconnectionTime() {
        return reconnectionTime;
    }

    /**
     * @return the type of the event found, {@code message} if it names none
     */
    public String event() {
        return event == null || event.isEmpty() ? "message" : event;
    }

    /**
     * @return the delay before a reconnection that the event found sets, {@code null} if none
     */
    public Duration retry() {
        return retry;
    }

    /**
     * @return the comments of the event found, joined by LF, {@code null} if it has none
     */
    public String comment() {
        return comment == null ? null : comment.toString();
    }
}
