package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * Reads bodies of one type, with regard to their headers.
 *
 * @param kind the format of values of the type in a body
 * @param decoder reads values
 */
record BodyDecoder(Kind kind, ResponseDecoder decoder) {

    enum Kind {
        BYTES,
        TEXT,
        JSON
    }

    /** The maximum number of characters of a content encoding in a message. */
    private static final int MAX_ENCODING = 50;

    static BodyDecoder of(PayloadType type, Supplier<ObjectMapper> mapper) {
        Kind kind = ResponseDecoder.isBytes(type) ? Kind.BYTES : ResponseDecoder.isText(type) ? Kind.TEXT : Kind.JSON;
        return new BodyDecoder(kind, ResponseDecoder.of(type, mapper));
    }

    /**
     * @return the value, {@code null} if the body is empty
     * @throws IOException or another exception if the body is not of the type
     */
    Object decode(MultiMap headers, Buffer body) throws IOException {
        if (body.length() == 0) {
            return null;
        }
        if (kind != Kind.BYTES) {
            requireNoEncoding(headers);
        }
        return decoder.decode(body, headers.get(HttpHeaders.CONTENT_TYPE));
    }

    /** Nothing is decompressed, because the result could have any size. */
    static void requireNoEncoding(MultiMap headers) throws BodyProblem {
        for (String encodings : headers.getAll(HttpHeaders.CONTENT_ENCODING)) {
            for (String encoding : encodings.split(",")) {
                if (!encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
                    throw new BodyProblem("has the content encoding " + PrintableText.of(encoding.trim(), MAX_ENCODING)
                            + ", which is supported for bytes only. Send no accept-encoding header, or read the response as "
                            + "byte[] or Buffer and decode it");
                }
            }
        }
    }
}
