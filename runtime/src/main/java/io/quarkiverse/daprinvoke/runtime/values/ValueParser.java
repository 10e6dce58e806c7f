package io.quarkiverse.daprinvoke.runtime.values;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * Reads the JSON values of one stream, each as a separate document. It uses one parser, because creating a parser takes almost
 * as long as parsing a small value. Not thread-safe.
 */
public final class ValueParser {

    /** The maximum size of the values of one parser, because a parser caches the names of all members. */
    private static final int MAX_BYTES_OF_A_PARSER = 128 * 1024;

    private final ObjectReader reader;
    private final Source source = new Source();
    /** Receives the bytes after the value that the parser has already read. */
    private final OutputStream rest = new OutputStream() {
        @Override
        public void write(int b) throws IOException {
            requireWhiteSpace((byte) b);
        }
    };
    private JsonParser parser;

    /**
     * @param reader reads one value, and does not look for trailing tokens
     */
    public ValueParser(ObjectReader reader) {
        this.reader = reader;
    }

    /**
     * @param bytes the array that contains the value
     * @param from the index of the first byte of the value
     * @param to the index after the last byte of the value
     * @return the value, {@code null} for JSON {@code null}
     * @throws IOException if the bytes are not one value of the type and white space. No more values can be read then.
     */
    public Object read(byte[] bytes, int from, int to) throws IOException {
        source.begin(bytes, from, to);
        if (parser == null) {
            parser = reader.createParser(source);
        }
        Object value = reader.readValue(parser);
        // A deserializer might not have read a string completely
        parser.finishToken();
        parser.releaseBuffered(rest);
        source.requireWhiteSpace();
        if (source.overrun || hasLimits(parser.streamReadConstraints())) {
            parser.close();
            parser = null;
        } else if (source.total > MAX_BYTES_OF_A_PARSER) {
            // The parser is not closed, because it would add its names to the factory, which caches thousands of names for all
            // parsers
            parser = null;
            source.total = 0;
        }
        return value;
    }

    /** These limits apply to one document, so each value requires a parser that starts counting at zero. */
    private static boolean hasLimits(StreamReadConstraints constraints) {
        return constraints.hasMaxDocumentLength() || constraints.hasMaxTokenCount();
    }

    private static void requireWhiteSpace(byte b) throws IOException {
        if (!JsonScanner.isWhiteSpace(b)) {
            throw new JsonParseException(null, "There is more than one value");
        }
    }

    /** Provides one value after the other. The parser reaches the end only if it reads beyond the value. */
    private static final class Source extends InputStream {

        /** Ends a number, and is long enough for the parser to detect the encoding. */
        private static final int TRAILING_LINE_FEEDS = 4;

        private byte[] bytes;
        private int at;
        private int end;
        private int lineFeeds;
        /** The number of bytes that the parser has received. */
        private long total;
        /** Whether the parser has reached the end, after which it reads no more. */
        private boolean overrun;

        void begin(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            at = from;
            end = to;
            total += to - from;
            lineFeeds = TRAILING_LINE_FEEDS;
            overrun = false;
        }

        void requireWhiteSpace() throws IOException {
            while (at < end) {
                ValueParser.requireWhiteSpace(bytes[at++]);
            }
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, target.length);
            int read = Math.min(length, end - at);
            System.arraycopy(bytes, at, target, offset, read);
            at += read;
            while (read < length && lineFeeds > 0) {
                target[offset + read++] = '\n';
                lineFeeds--;
            }
            if (read == 0 && length > 0) {
                overrun = true;
                return -1;
            }
            return read;
        }
    }
}
