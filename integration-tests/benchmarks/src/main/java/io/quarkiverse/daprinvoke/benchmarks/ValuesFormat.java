package io.quarkiverse.daprinvoke.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * A format of streamed values, and how one would read it from memory without the extension.
 */
enum ValuesFormat {

    NDJSON("application/x-ndjson", "", "\n", "Jackson's MappingIterator") {
        @Override
        long readByHand(ObjectReader reader, byte[] body) throws IOException {
            return iterate(reader, body);
        }
    },

    JSON_ARRAY("application/json", ",", "", "Jackson's MappingIterator") {
        @Override
        byte[] body(int values) {
            // Each value has a comma before it, the first of which becomes the bracket
            byte[] body = Arrays.copyOf(super.body(values), values * 101 + 1);
            body[0] = '[';
            body[body.length - 1] = ']';
            return body;
        }

        @Override
        long readByHand(ObjectReader reader, byte[] body) throws IOException {
            return iterate(reader, body);
        }
    },

    SERVER_SENT_EVENTS("text/event-stream", "data: ", "\n\n", "BufferedReader and Jackson's ObjectReader") {
        @Override
        long readByHand(ObjectReader reader, byte[] body) throws IOException {
            long sum = 0;
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    data.append(line, 6, line.length());
                } else if (line.isEmpty() && data.length() > 0) {
                    sum += reader.<Value> readValue(data.toString()).id();
                    data.setLength(0);
                }
            }
            return sum;
        }
    };

    /** 100 bytes of JSON. */
    record Value(int id, String customer, String item, int quantity, int cents) {

        static String json(int id) {
            String json = "{\"id\":" + (100_000 + id % 900_000) + ",\"customer\":\"customer-number-0" + (100 + id % 900)
                    + "\",\"item\":\"black tea, 10 bags\",\"quantity\":" + (1 + id % 9) + ",\"cents\":" + (100 + id % 900)
                    + "}";
            if (json.length() != 100) {
                throw new IllegalStateException(json.length() + " bytes");
            }
            return json;
        }
    }

    final String contentType;
    final String byHand;
    private final String before;
    private final String after;

    ValuesFormat(String contentType, String before, String after, String byHand) {
        this.contentType = contentType;
        this.before = before;
        this.after = after;
        this.byHand = byHand;
    }

    /**
     * @return the sum of the IDs
     */
    abstract long readByHand(ObjectReader reader, byte[] body) throws IOException;

    byte[] body(int values) {
        return IntStream.range(0, values).mapToObj(id -> before + Value.json(id) + after).collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static long iterate(ObjectReader reader, byte[] body) throws IOException {
        long sum = 0;
        try (MappingIterator<Value> values = reader.readValues(body)) {
            while (values.hasNextValue()) {
                sum += values.nextValue().id();
            }
        }
        return sum;
    }
}
