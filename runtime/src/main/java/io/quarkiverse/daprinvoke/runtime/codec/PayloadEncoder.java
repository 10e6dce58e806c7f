package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.Multipart;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.multipart.MultipartForm;

/**
 * Encodes payloads of one type as bodies. Text and bytes are copied as rarely as possible.
 */
public interface PayloadEncoder {

    /** By name, because the class may be absent from the application. */
    String MULTIPART_FORM_OF_MUTINY = "io.vertx.mutiny.ext.web.multipart.MultipartForm";

    /**
     * @param payload a payload, not {@code null}
     * @param contentType the content type of the body, {@code null} for the default of the payload
     * @return its body
     * @throws IOException if it cannot be encoded
     */
    Body encode(Object payload, String contentType) throws IOException;

    /**
     * @throws BodyProblem if no payload can be sent with that content type
     */
    default void check(String contentType) throws BodyProblem {
        // Text and bytes can have any content type
    }

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
        if (plain == Plain.STREAM && !type.getArguments().isEmpty() && !isBuffer(type.getArguments().get(0).getRawType())) {
            return new ValuesEncoder(type.getArguments().get(0), mapper);
        }
        return plain != null ? plain : new JsonPayloadEncoder(type, mapper, false);
    }

    private static boolean isBuffer(Class<?> type) {
        return Buffer.class.isAssignableFrom(type) || type == io.vertx.mutiny.core.buffer.Buffer.class;
    }

    /** A separate method, so that an application with JSON payloads only does not load the other classes at the start. */
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
        } else if (Multi.class.isAssignableFrom(type)) {
            return Plain.STREAM;
        } else if (MultiMap.class.isAssignableFrom(type) || type == io.vertx.mutiny.core.MultiMap.class) {
            return new FormEncoder();
        } else if (Path.class.isAssignableFrom(type) || File.class.isAssignableFrom(type)) {
            return new FileEncoder();
        } else if (type == Multipart.class || MultipartForm.class.isAssignableFrom(type)
                || type.getName().equals(MULTIPART_FORM_OF_MUTINY)) {
            return new MultipartEncoder();
        }
        return null;
    }

    /** The types that are sent unchanged. */
    enum Plain implements PayloadEncoder {
        TEXT("text/plain") {
            @Override
            Buffer bytes(Object payload) throws BodyProblem {
                return Bytes.utf8(payload.toString());
            }
        },
        BYTES(Bytes.CONTENT_TYPE) {
            @Override
            Buffer bytes(Object payload) {
                return Bytes.wrap((byte[]) payload);
            }
        },
        BUFFER(Bytes.CONTENT_TYPE) {
            @Override
            Buffer bytes(Object payload) {
                return (Buffer) payload;
            }
        },
        MUTINY_BUFFER(Bytes.CONTENT_TYPE) {
            @Override
            Buffer bytes(Object payload) {
                return ((io.vertx.mutiny.core.buffer.Buffer) payload).getDelegate();
            }
        },
        BYTE_BUFFER(Bytes.CONTENT_TYPE) {
            @Override
            Buffer bytes(Object payload) {
                // A copy, so that the position does not change and a further encoding of the payload finds the same bytes
                ByteBuffer bytes = ((ByteBuffer) payload).duplicate();
                byte[] remaining = new byte[bytes.remaining()];
                bytes.get(remaining);
                return Bytes.wrap(remaining);
            }
        },
        /** Chunks are sent as they arrive, without encoding. */
        STREAM(Bytes.CONTENT_TYPE) {
            @Override
            public Body encode(Object payload, String contentType) {
                return Body.streamed((Multi<?>) payload, contentType != null ? contentType : Bytes.CONTENT_TYPE);
            }

            @Override
            Buffer bytes(Object payload) {
                throw new UnsupportedOperationException();
            }
        };

        private final String contentType;

        Plain(String contentType) {
            this.contentType = contentType;
        }

        abstract Buffer bytes(Object payload) throws IOException;

        @Override
        public Body encode(Object payload, String contentType) throws IOException {
            return Body.of(bytes(payload), contentType != null ? contentType : this.contentType);
        }
    }

    /** For emitters of {@code Object}: the class of the payload decides, not the declared type. */
    final class ByRuntimeType implements PayloadEncoder {

        private final JsonPayloadEncoder json;

        ByRuntimeType(Supplier<ObjectMapper> mapper) {
            json = new JsonPayloadEncoder(new PayloadType(Object.class, List.of()), mapper, false);
        }

        @Override
        public Body encode(Object payload, String contentType) throws IOException {
            return encoder(payload).encode(payload, contentType);
        }

        private PayloadEncoder encoder(Object payload) {
            PayloadEncoder plain = plain(payload.getClass());
            return plain != null ? plain : json;
        }
    }
}
