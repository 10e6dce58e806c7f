package io.quarkiverse.daprinvoke.runtime.values;

import java.nio.charset.StandardCharsets;

/**
 * One JSON value on each line, as in {@code application/x-ndjson}. Lines end with LF, CR or CRLF. Blank lines are skipped.
 */
public final class LineSplitter extends ChunkedSplitter {

    /**
     * @param maximum the maximum number of bytes of a value
     */
    public LineSplitter(long maximum) {
        super(maximum, true);
    }

    @Override
    boolean find() {
        if (!isOpen()) {
            while (at < end && JsonScanner.isWhiteSpace(chunk[at])) {
                at++;
            }
            if (at == end) {
                return false;
            }
            begin();
        }
        at = LineEnding.find(chunk, at, end);
        if (at == end) {
            return false;
        }
        found(at);
        return true;
    }

    /** The last line does not need a line ending. Without one, the value itself must show that it is complete. */
    @Override
    boolean findLast() {
        if (!isOpen()) {
            return false;
        }
        found(end);
        if (new JsonScanner().scan(bytes(), from(), to()) < 0 && !isLiteral()) {
            throw MalformedStream.brokenOff(number(), position());
        }
        return true;
    }

    private boolean isLiteral() {
        return switch (new String(bytes(), from(), to() - from(), StandardCharsets.ISO_8859_1)) {
            case "true", "false", "null" -> true;
            // A number does not count, because digits may have been lost
            default -> false;
        };
    }
}
