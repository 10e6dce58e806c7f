package io.quarkiverse.daprinvoke.runtime.payload;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * What becomes of an answer.
 *
 * @param <R> the type of the item
 */
public interface Reply<R> {

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

    /** For {@code send}. */
    Reply<Void> NONE = new Reply<>() {
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
    Reply<InvokeResponse<Buffer>> EXCHANGE = new Reply<>() {
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
    static Reply<?> of(PayloadType type, ObjectMapper mapper) {
        if (type.getRawType() != InvokeResponse.class) {
            return type.getRawType() == Void.class ? NONE : new Typed(ReplyDecoder.of(type, mapper));
        }
        PayloadType bodyType = type.getArguments().get(0);
        Reply<?> body = of(bodyType, mapper);
        return new Reply<InvokeResponse<?>>() {
            @Override
            public boolean discardsBody() {
                return body.discardsBody();
            }

            @Override
            public InvokeResponse<?> read(int status, MultiMap headers, Buffer buffer) throws IOException {
                return new InvokeResponse<>(status, headers, body.read(status, headers, buffer));
            }
        };
    }

    /** A body of a declared type; an empty one is {@code null}. */
    record Typed(ReplyDecoder decoder) implements Reply<Object> {
        @Override
        public Object read(int status, MultiMap headers, Buffer body) throws IOException {
            return body.length() == 0 ? null : decoder.decode(body, headers.get(HttpHeaders.CONTENT_TYPE));
        }
    }
}
