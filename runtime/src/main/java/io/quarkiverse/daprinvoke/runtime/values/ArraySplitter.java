package io.quarkiverse.daprinvoke.runtime.values;

/**
 * The elements of one JSON array, {@code application/json}.
 */
public final class ArraySplitter extends ChunkedSplitter {

    private enum Place {
        BEFORE_ARRAY,
        BEFORE_FIRST_VALUE,
        BEFORE_VALUE,
        AFTER_VALUE,
        AFTER_ARRAY
    }

    private final JsonScanner scanner = new JsonScanner();
    private Place place = Place.BEFORE_ARRAY;

    /**
     * @param maximum the maximum number of bytes of a value
     */
    public ArraySplitter(long maximum) {
        super(maximum, true);
    }

    @Override
    boolean find() {
        while (at < end) {
            if (isOpen()) {
                int stop = scanner.scan(chunk, at, end);
                at = stop < 0 ? end : stop;
                if (stop >= 0) {
                    place = Place.AFTER_VALUE;
                    found(stop);
                    return true;
                }
            } else if (JsonScanner.isWhiteSpace(chunk[at])) {
                at++;
            } else {
                between(chunk[at]);
            }
        }
        return false;
    }

    /** Handles a byte outside of values, or the first byte of one. */
    private void between(byte b) {
        switch (place) {
            case BEFORE_ARRAY -> {
                require(b == '[', "is not a JSON array: an opening bracket is missing");
                at++;
                place = Place.BEFORE_FIRST_VALUE;
            }
            case BEFORE_FIRST_VALUE, BEFORE_VALUE -> {
                if (b == ']' && place == Place.BEFORE_FIRST_VALUE) {
                    at++;
                    place = Place.AFTER_ARRAY;
                } else {
                    require(b != ',' && b != ']', "is not a JSON array: a value is missing");
                    begin();
                    scanner.begin();
                }
            }
            case AFTER_VALUE -> {
                require(b == ',' || b == ']', "is not a JSON array: a comma or the end is missing");
                at++;
                place = b == ',' ? Place.BEFORE_VALUE : Place.AFTER_ARRAY;
            }
            case AFTER_ARRAY -> require(false, "continues after the end of the JSON array");
        }
    }

    private void require(boolean allowed, String problem) {
        if (!allowed) {
            throw new MalformedStream(problem + " at byte " + bodyIndex() + " of the body", false);
        }
    }

    @Override
    boolean findLast() {
        if (isOpen()) {
            throw MalformedStream.brokenOff(number() + 1, position());
        } else if (place != Place.AFTER_ARRAY) {
            throw new MalformedStream("ends before the end of the JSON array at byte " + bodyIndex() + " of the body",
                    true);
        }
        return false;
    }
}
