package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Encodes streams of values as chunks. A value is encoded when its chunk is requested.
 */
final class ValuesEncoder implements PayloadEncoder {

    private static final String LINES = "application/x-ndjson";
    private static final Set<String> OTHER_LINES = Set.of("application/jsonl", "application/jsonlines",
            "application/stream+json");
    private static final String SEQUENCE = "application/json-seq";

    private final JsonPayloadEncoder json;

    /**
     * @param type the type of one value
     */
    ValuesEncoder(PayloadType type, Supplier<ObjectMapper> mapper) {
        json = new JsonPayloadEncoder(type, mapper, true);
    }

    @Override
    public Body encode(Object payload, String contentType) throws BodyProblem {
        String sent = contentType != null ? contentType : LINES;
        Format format = format(ContentType.parse(sent).mediaType());
        Multi<?> values = (Multi<?>) payload;
        // Deferred, because each subscription counts its values
        return Body.streamed(Multi.createFrom().deferred(() -> new Chunks(format).of(values)), sent);
    }

    @Override
    public void check(String contentType) throws BodyProblem {
        format(ContentType.parse(contentType).mediaType());
    }

    private static Format format(String mediaType) throws BodyProblem {
        if (mediaType.equals(LINES) || OTHER_LINES.contains(mediaType)) {
            return Format.LINES;
        } else if (mediaType.equals(SEQUENCE) || mediaType.endsWith("+json-seq")) {
            return Format.SEQUENCE;
        } else if (mediaType.equals(JsonPayloadEncoder.CONTENT_TYPE) || mediaType.endsWith("+json")) {
            return Format.ARRAY;
        }
        throw new BodyProblem("values are streamed as " + LINES + ", " + SEQUENCE + " or " + JsonPayloadEncoder.CONTENT_TYPE
                + ". Set one of these content types, or use a Multi<Buffer> for bytes of another type");
    }

    /** The text around the values. */
    private enum Format {

        LINES("", "", "\n"),
        /** RFC 7464. */
        SEQUENCE("\u001E", "\u001E", "\n"),
        ARRAY("", ",", "");

        private final String beforeFirst;
        private final String beforeOthers;
        private final String after;

        Format(String beforeFirst, String beforeOthers, String after) {
            this.beforeFirst = beforeFirst;
            this.beforeOthers = beforeOthers;
            this.after = after;
        }
    }

    /** The state of one subscription. */
    private final class Chunks {

        private final Format format;
        private long number;

        Chunks(Format format) {
            this.format = format;
        }

        Multi<Buffer> of(Multi<?> values) {
            Multi<Buffer> chunks = values.onItem().transform(this::chunk);
            return format != Format.ARRAY ? chunks
                    : Multi.createBy().concatenating().streams(Multi.createFrom().item(() -> Buffer.buffer("[")), chunks,
                            Multi.createFrom().item(() -> Buffer.buffer("]")));
        }

        private Buffer chunk(Object value) {
            String before = number++ == 0 ? format.beforeFirst : format.beforeOthers;
            Buffer encoded = encoded(value);
            return Buffer.buffer(before.length() + encoded.length() + format.after.length())
                    .appendString(before).appendBuffer(encoded).appendString(format.after);
        }

        private Buffer encoded(Object value) {
            try {
                Buffer encoded = json.json(value);
                if (format == Format.LINES) {
                    // A mapper can indent a JsonObject, and raw JSON can contain line breaks
                    Bytes.putInOneLine(encoded);
                }
                return encoded;
            } catch (BodyProblem e) {
                throw unencodable(": " + e.getMessage(), null);
            } catch (Throwable e) {
                // Also errors of serializers, because the value cannot be encoded
                throw unencodable("", PrintableCause.of(e));
            }
        }

        private UncheckedIOException unencodable(String reason, Throwable cause) {
            String problem = "value number " + number + " could not be encoded" + reason;
            return new UncheckedIOException(problem, new BodyProblem(problem, cause));
        }
    }
}
