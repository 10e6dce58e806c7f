package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Makes bodies of payloads of one type. Text and bytes are not copied more often than they must be.
 */
public interface PayloadEncoder {

    /**
     * @param payload a payload, not {@code null}
     * @return the content type that goes with it
     */
    String contentType(Object payload);

    /**
     * @param payload a payload, not {@code null} and not streamed
     * @return its body
     * @throws IOException if it cannot be encoded
     */
    Buffer encode(Object payload) throws IOException;

    /**
     * @param type the declared type of the payload
     * @param mapper the application's mapper
     * @return its encoder
     */
    static PayloadEncoder of(PayloadType type, Supplier<ObjectMapper> mapper) {
        Class<?> rawType = type.getRawType();
        if (rawType == Object.class) {
            return new ByRuntimeType(mapper);
        }
        PayloadEncoder plain = plain(rawType);
        return plain != null ? plain : new JsonPayloadEncoder(type, mapper);
    }

    /** Here, so that the start of an application whose payloads are JSON does not load the others. */
    private static PayloadEncoder plain(Class<?> type) {
        if (CharSequence.class.isAssignableFrom(type)) {
            return Plain.TEXT;
        } else if (type == byte[].class) {
            return Plain.BYTES;
        } else if (Buffer.class.isAssignableFrom(type)) {
            return Plain.BUFFER;
        } else if (type == io.vertx.mutiny.core.buffer.Buffer.class) {
            return Plain.MUTINY_BUFFER;
        } else if (ByteBuffer.class.isAssignableFrom(type)) {
            return Plain.BYTE_BUFFER;
        } else if (type == JsonObject.class) {
            return Plain.JSON_OBJECT;
        } else if (type == JsonArray.class) {
            return Plain.JSON_ARRAY;
        } else if (Multi.class.isAssignableFrom(type)) {
            return Plain.STREAM;
        }
        return null;
    }

    /** The types that are their own body. */
    enum Plain implements PayloadEncoder {
        TEXT("text/plain") {
            @Override
            public Buffer encode(Object payload) throws BodyProblem {
                String text = payload.toString();
                requireWellFormed(text);
                return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
            }

            /** UTF-8 has no form for half a surrogate pair: a question mark would be sent in its place. */
            private void requireWellFormed(String text) throws BodyProblem {
                for (int i = 0; i < text.length(); i++) {
                    char c = text.charAt(i);
                    if (Character.isHighSurrogate(c) && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1))) {
                        i++;
                    } else if (Character.isSurrogate(c)) {
                        throw new BodyProblem("it is not well-formed Unicode text, because it holds half of a surrogate pair");
                    }
                }
            }
        },
        BYTES("application/octet-stream") {
            @Override
            public Buffer encode(Object payload) {
                return Bytes.wrap((byte[]) payload);
            }
        },
        BUFFER("application/octet-stream") {
            @Override
            public Buffer encode(Object payload) {
                return (Buffer) payload;
            }
        },
        MUTINY_BUFFER("application/octet-stream") {
            @Override
            public Buffer encode(Object payload) {
                return ((io.vertx.mutiny.core.buffer.Buffer) payload).getDelegate();
            }
        },
        BYTE_BUFFER("application/octet-stream") {
            @Override
            public Buffer encode(Object payload) {
                // A copy, so that the position stays and another encoding of the same payload finds the same bytes
                ByteBuffer bytes = ((ByteBuffer) payload).duplicate();
                byte[] remaining = new byte[bytes.remaining()];
                bytes.get(remaining);
                return Bytes.wrap(remaining);
            }
        },
        JSON_OBJECT(JsonPayloadEncoder.CONTENT_TYPE) {
            @Override
            public Buffer encode(Object payload) {
                return ((JsonObject) payload).toBuffer();
            }
        },
        JSON_ARRAY(JsonPayloadEncoder.CONTENT_TYPE) {
            @Override
            public Buffer encode(Object payload) {
                return ((JsonArray) payload).toBuffer();
            }
        },
        /** Chunks go to the socket as they come, so there is nothing to encode. */
        STREAM("application/octet-stream") {
            @Override
            public Buffer encode(Object payload) {
                throw new UnsupportedOperationException();
            }
        };

        private final String contentType;

        Plain(String contentType) {
            this.contentType = contentType;
        }

        @Override
        public String contentType(Object payload) {
            return contentType;
        }
    }

    /** For emitters of {@code Object}: what is sent decides, not what is declared. */
    final class ByRuntimeType implements PayloadEncoder {

        private final JsonPayloadEncoder json;

        ByRuntimeType(Supplier<ObjectMapper> mapper) {
            json = new JsonPayloadEncoder(new PayloadType(Object.class, List.of()), mapper);
        }

        @Override
        public String contentType(Object payload) {
            return encoder(payload).contentType(payload);
        }

        @Override
        public Buffer encode(Object payload) throws IOException {
            return encoder(payload).encode(payload);
        }

        private PayloadEncoder encoder(Object payload) {
            PayloadEncoder plain = plain(payload.getClass());
            return plain != null ? plain : json;
        }
    }
}
