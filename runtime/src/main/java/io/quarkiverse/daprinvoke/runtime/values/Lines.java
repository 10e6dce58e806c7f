package io.quarkiverse.daprinvoke.runtime.values;

/**
 * The lines of an event stream, including empty ones. They end with LF, CR or CRLF. Bytes after the last line ending are
 * dropped. A line that ends with CR is found at once: if LF follows, it is skipped later.
 */
final class Lines extends ChunkedSplitter {

    private boolean afterCarriageReturn;

    Lines() {
        super(Long.MAX_VALUE, false);
    }

    @Override
    boolean find() {
        if (at < end && afterCarriageReturn) {
            afterCarriageReturn = false;
            if (chunk[at] == '\n') {
                at++;
            }
        }
        if (at == end) {
            return false;
        }
        if (!isOpen()) {
            begin();
        }
        int stop = LineEnding.find(chunk, at, end);
        at = stop;
        if (stop == end) {
            return false;
        }
        at++;
        afterCarriageReturn = chunk[stop] == '\r';
        found(stop);
        return true;
    }

    @Override
    boolean findLast() {
        return false;
    }
}
