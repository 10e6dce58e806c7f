package io.quarkiverse.daprinvoke.runtime.values;

/**
 * Finds the end of a JSON value by its quotes and brackets. It does not validate the value, because Jackson does so when it
 * reads it: the end of a valid value is right, an invalid one may end anywhere.
 */
final class JsonScanner {

    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inWord;

    /** The next byte is the first one of a value, not white space. */
    void begin() {
        depth = 0;
        inString = escaped = inWord = false;
    }

    /**
     * @param from the index of the next byte
     * @param to the index after the last available byte
     * @return the index after the last byte of the value, -1 if it may continue. A number, {@code true}, {@code false} and
     *         {@code null} may continue until a delimiter follows.
     */
    int scan(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inString = false;
                    if (depth == 0) {
                        return i + 1;
                    }
                }
            } else if (inWord) {
                if (isWhiteSpace(b) || b == ',' || b == ']') {
                    return i;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0) {
                inWord = true;
            } else if ((b == '}' || b == ']') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    static boolean isWhiteSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /**
     * Jackson guesses the encoding of each value. It reads a value as UTF-16 or UTF-32 if one of the first two bytes is zero,
     * and skips a byte order mark. Within a stream neither is valid.
     */
    static boolean isReadAsUtf8(byte[] bytes, int from, int to) {
        return to - from < 1 || bytes[from] != 0 && (bytes[from] & 0xFF) < 0xEF && (to - from < 2 || bytes[from + 1] != 0);
    }
}
