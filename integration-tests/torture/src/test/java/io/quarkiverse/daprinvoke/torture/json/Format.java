package io.quarkiverse.daprinvoke.torture.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

import io.quarkiverse.daprinvoke.torture.json.JsonCase.Verdict;

/**
 * How a case becomes a response.
 */
enum Format {

    /** The case is the response, which is read as one value. */
    WHOLE("application/json") {
        @Override
        byte[] body(JsonCase one) {
            return one.body();
        }
    },
    /** The case is the response, which is read as a stream: it should be an array. */
    ARRAY("application/json", "n_structure_no_data.json") {
        @Override
        byte[] body(JsonCase one) {
            return one.body();
        }
    },
    /** The case is an element of an array, the second one. */
    ELEMENT("application/json") {
        @Override
        byte[] body(JsonCase one) {
            return join("[{},", one.body(), "]");
        }
    },
    /** Lines without anything are skipped. */
    LINE("application/x-ndjson", "n_structure_no_data.json", "n_single_space.json", "n_structure_UTF8_BOM_no_data.json") {
        @Override
        byte[] body(JsonCase one) {
            return join("", inOneLine(one), "\n");
        }
    },
    SECOND_LINE("application/x-ndjson", "n_structure_no_data.json", "n_single_space.json") {
        @Override
        byte[] body(JsonCase one) {
            return join("{}\n", inOneLine(one), "\n");
        }
    },
    TEXT_OF_SEQUENCE("application/json-seq") {
        @Override
        byte[] body(JsonCase one) {
            return join("\u001E", one.body(), "\n");
        }
    },
    SECOND_TEXT_OF_SEQUENCE("application/json-seq") {
        @Override
        byte[] body(JsonCase one) {
            return join("\u001E{}\n\u001E", one.body(), "\n");
        }
    },
    /** An event without data shows that the connection is alive, and nothing more. */
    EVENT("text/event-stream", "n_structure_no_data.json") {
        @Override
        byte[] body(JsonCase one) {
            return join("", data(one.body()), "\n\n");
        }
    },
    SECOND_EVENT("text/event-stream", "n_structure_no_data.json") {
        @Override
        byte[] body(JsonCase one) {
            return join("data:{}\n\n", data(one.body()), "\n\n");
        }
    };

    private final String contentType;
    private final Set<String> withoutValue;

    /**
     * @param withoutValue cases that are no JSON, but whose responses hold no value, and so nothing that is wrong
     */
    Format(String contentType, String... withoutValue) {
        this.contentType = contentType;
        this.withoutValue = Set.of(withoutValue);
    }

    abstract byte[] body(JsonCase one);

    String contentType() {
        return contentType;
    }

    /** The value {@code {}} is before the case. */
    boolean isSecond() {
        return this == ELEMENT || name().startsWith("SECOND_");
    }

    boolean hasNoValue(JsonCase one) {
        return withoutValue.contains(one.name());
    }

    private static byte[] join(String before, byte[] bytes, String after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(before.getBytes(StandardCharsets.US_ASCII));
        joined.writeBytes(bytes);
        joined.writeBytes(after.getBytes(StandardCharsets.US_ASCII));
        return joined.toByteArray();
    }

    /** Line breaks between the tokens of JSON are the same as spaces. In what is no JSON they stay. */
    private static byte[] inOneLine(JsonCase one) {
        byte[] body = one.body().clone();
        for (int i = 0; i < body.length && one.verdict() != Verdict.INVALID; i++) {
            if (body[i] == '\n' || body[i] == '\r') {
                body[i] = ' ';
            }
        }
        return body;
    }

    private static byte[] data(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return ("data: " + text.replaceAll("\r\n|\r|\n", "\ndata: ")).getBytes(StandardCharsets.ISO_8859_1);
    }
}
