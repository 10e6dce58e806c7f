package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.internal.PrintableText;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * What becomes of an answer.
 *
 * @param <R> the type of the item
 */
public interface ResponseType<R> {

    /** How many characters of a content encoding a message repeats. */
    int MAX_ENCODING = 50;

    /**
     * @return whether any status is an item; otherwise only 2xx is
     */
    default boolean acceptsAnyStatus() {
        return false;
    }

    /**
     * @return whether the body is of no interest
     */
    default boolean discardsBody() {
        return false;
    }

    /**
     * @param body the body, empty if there was none or if it is discarded
     * @return the item, may be {@code null}
     * @throws IOException or another exception if the body is not of the declared type
     */
    R read(int status, MultiMap headers, Buffer body) throws IOException;

    /**
     * @return whether the body is handed out as it arrives, with {@link #open}, and not read
     */
    default boolean streamsBody() {
        return false;
    }

    /**
     * @param body the body, which can be subscribed to once
     * @return the item, not {@code null}
     */
    default R open(int status, MultiMap headers, Multi<Buffer> body) {
        throw new UnsupportedOperationException();
    }

    /** For {@code send}. */
    ResponseType<Void> NONE = new ResponseType<>() {
        @Override
        public boolean discardsBody() {
            return true;
        }

        @Override
        public Void read(int status, MultiMap headers, Buffer body) {
            return null;
        }
    };

    /** For {@code exchange}. */
    ResponseType<InvokeResponse<Buffer>> EXCHANGE = new ResponseType<>() {
        @Override
        public boolean acceptsAnyStatus() {
            return true;
        }

        @Override
        public InvokeResponse<Buffer> read(int status, MultiMap headers, Buffer body) {
            return new InvokeResponse<>(status, headers, body);
        }
    };

    /**
     * For {@code request}.
     *
     * @param type the declared type of the reply, which may be {@code InvokeResponse} of another
     * @param mapper the application's mapper
     */
    static ResponseType<?> of(PayloadType type, Supplier<ObjectMapper> mapper) {
        if (type.getRawType() == Void.class) {
            return NONE;
        } else if (type.getRawType() == Multi.class) {
            return new Streamed(type.getArguments().get(0).getRawType() != Buffer.class);
        } else if (type.getRawType() != InvokeResponse.class) {
            return new Typed(ReplyDecoder.of(type, mapper), ReplyDecoder.isBytes(type));
        }
        PayloadType bodyType = type.getArguments().get(0);
        ResponseType<?> body = of(bodyType, mapper);
        return new ResponseType<InvokeResponse<?>>() {
            @Override
            public boolean discardsBody() {
                return body.discardsBody();
            }

            @Override
            public InvokeResponse<?> read(int status, MultiMap headers, Buffer buffer) throws IOException {
                return new InvokeResponse<>(status, headers, body.read(status, headers, buffer));
            }

            @Override
            public boolean streamsBody() {
                return body.streamsBody();
            }

            @Override
            public InvokeResponse<?> open(int status, MultiMap headers, Multi<Buffer> chunks) {
                return new InvokeResponse<>(status, headers, body.open(status, headers, chunks));
            }
        };
    }

    /**
     * A body of a declared type; an empty one is {@code null}.
     *
     * @param bytes whether the type is bytes
     */
    record Typed(ReplyDecoder decoder, boolean bytes) implements ResponseType<Object> {
        @Override
        public Object read(int status, MultiMap headers, Buffer body) throws IOException {
            if (body.length() == 0) {
                return null;
            }
            if (!bytes) {
                requireNoEncoding(headers);
            }
            return decoder.decode(body, headers.get(HttpHeaders.CONTENT_TYPE));
        }

        /** Nothing is decompressed, because what comes out may be of any size. */
        private static void requireNoEncoding(MultiMap headers) throws BodyProblem {
            for (String encodings : headers.getAll(HttpHeaders.CONTENT_ENCODING)) {
                for (String encoding : encodings.split(",")) {
                    if (!encoding.isBlank() && !encoding.trim().equalsIgnoreCase("identity")) {
                        throw new BodyProblem("has the content encoding " + PrintableText.of(encoding.trim(), MAX_ENCODING)
                                + ", which only bytes may have. Send no accept-encoding header, or read the reply as byte[] or "
                                + "Buffer and decode it");
                    }
                }
            }
        }
    }

    /**
     * A body that is handed out chunk by chunk.
     *
     * @param mutiny whether as buffers of the Mutiny variant
     */
    record Streamed(boolean mutiny) implements ResponseType<Multi<?>> {
        @Override
        public boolean streamsBody() {
            return true;
        }

        @Override
        public Multi<?> open(int status, MultiMap headers, Multi<Buffer> body) {
            return mutiny ? body.onItem().transform(io.vertx.mutiny.core.buffer.Buffer::newInstance) : body;
        }

        @Override
        public Multi<?> read(int status, MultiMap headers, Buffer body) {
            throw new UnsupportedOperationException();
        }
    }
}
