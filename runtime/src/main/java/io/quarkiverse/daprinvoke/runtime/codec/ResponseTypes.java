package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Creates the response types of an application. Emitters of one type share them, so that Jackson examines the type once.
 */
public final class ResponseTypes {

    static final int NOT_FOUND = 404;

    private final Supplier<ObjectMapper> mapper;
    private final ResponseType<Void> discarded;
    private final ResponseType<InvokeResponse<Buffer>> plainExchange;
    // The Dev UI asks for types while the application runs
    private final Map<PayloadType, ResponseType<?>> replies = new ConcurrentHashMap<>();

    /**
     * @param mapper the application's mapper
     */
    public ResponseTypes(Supplier<ObjectMapper> mapper) {
        this.mapper = mapper;
        discarded = new Discarded(mapper);
        plainExchange = new PlainExchange(mapper);
    }

    /**
     * @return for {@code send}
     */
    public ResponseType<Void> send() {
        return discarded;
    }

    /**
     * @return for {@code exchange} of an emitter without a declared response
     */
    public ResponseType<InvokeResponse<Buffer>> exchange() {
        return plainExchange;
    }

    /**
     * @param type the declared type of the response
     * @return for {@code exchange} of an emitter with such responses
     */
    public ResponseType<? extends InvokeResponse<?>> exchange(PayloadType type) {
        return new TypedExchange<>(reply(type));
    }

    /**
     * @param type the declared type of the response
     * @param notFoundIsEmpty whether the status 404 is an empty response: an empty {@code Optional} if that is the type, else
     *        {@code null}
     * @return for {@code request}
     */
    public ResponseType<?> request(PayloadType type, boolean notFoundIsEmpty) {
        return notFoundIsEmpty ? new EmptyIfNotFound<>(reply(type)) : reply(type);
    }

    private ResponseType<?> reply(PayloadType type) {
        ResponseType<?> known = replies.get(type);
        if (known == null) {
            Class<?> rawType = type.getRawType();
            if (rawType == InvokeResponse.class) {
                known = new WithHead<>(reply(type.getArguments().get(0)));
            } else if (rawType == Optional.class) {
                known = new OptionalValue(reply(type.getArguments().get(0)));
            } else if (rawType == Void.class) {
                known = discarded;
            } else if (rawType == Path.class) {
                known = new StoredFile(mapper);
            } else if (rawType == Multi.class) {
                PayloadType value = type.getArguments().get(0);
                known = ResponseDecoder.isBytes(value) ? new Streamed(value, mapper) : StreamedValues.of(value, mapper);
            } else {
                known = new Value(type, mapper);
            }
            replies.put(type, known);
        }
        return known;
    }

    /** No body. */
    private static final class Discarded extends ResponseType<Void> {

        Discarded(Supplier<ObjectMapper> mapper) {
            super(mapper);
        }

        @Override
        public boolean discardsBody() {
            return true;
        }

        @Override
        public Void read(ResponseHead head, Buffer body) {
            return null;
        }
    }

    /** A body of a declared type; an empty one is {@code null}. */
    private static final class Value extends ResponseType<Object> {

        /** Because of the wildcard, applications without JSON respond as they would without the header. */
        private static final String JSON = "application/json, */*;q=0.8";

        private final BodyDecoder decoder;

        Value(PayloadType type, Supplier<ObjectMapper> mapper) {
            super(mapper);
            decoder = BodyDecoder.of(type, mapper);
        }

        @Override
        public Object read(ResponseHead head, Buffer body) throws IOException {
            return decoder.decode(head.headers(), body);
        }

        @Override
        public String accept() {
            return decoder.kind() == BodyDecoder.Kind.JSON ? JSON : null;
        }
    }

    /** A body that is emitted chunk by chunk. */
    private static final class Streamed extends ResponseType<Multi<?>> {

        private final boolean mutiny;

        Streamed(PayloadType chunk, Supplier<ObjectMapper> mapper) {
            super(mapper);
            mutiny = chunk.getRawType() != Buffer.class;
        }

        @Override
        public boolean streamsBody(int status) {
            return isSuccess(status);
        }

        @Override
        public Multi<?> open(ResponseHead head, BodySource body) {
            Multi<Buffer> chunks = body.chunks();
            return mutiny ? chunks.onItem().transform(io.vertx.mutiny.core.buffer.Buffer::newInstance) : chunks;
        }

        @Override
        public Multi<?> read(ResponseHead head, Buffer body) {
            throw new UnsupportedOperationException();
        }
    }

    /** A response with its status and headers. */
    private static final class WithHead<X> extends DelegatingType<X, InvokeResponse<X>> {

        WithHead(ResponseType<? extends X> body) {
            super(body);
        }

        @Override
        public boolean discardsBody() {
            return delegate.discardsBody();
        }

        @Override
        public InvokeResponse<X> read(ResponseHead head, Buffer body) throws IOException {
            return response(head, delegate.read(head, body), body);
        }

        @Override
        public InvokeResponse<X> open(ResponseHead head, BodySource body) {
            return response(head, delegate.open(head, body), Buffer.buffer());
        }

        @Override
        public InvokeResponse<X> stored(ResponseHead head, Path file) {
            return response(head, delegate.stored(head, file), Buffer.buffer());
        }

        @Override
        public ResponseType<InvokeResponse<X>> expecting(ResponseStream stream, Resumption resumption) {
            return new WithHead<>(delegate.expecting(stream, resumption));
        }

        @Override
        public InvokeResponse<X> noValue(ResponseHead head, Buffer body) {
            return response(head, delegate.noValue(head, body), body);
        }

        @Override
        public String remedy(int status) {
            return delegate.remedy(status);
        }
    }

    /** Any status, with the unchanged body. */
    private static final class PlainExchange extends ResponseType<InvokeResponse<Buffer>> {

        PlainExchange(Supplier<ObjectMapper> mapper) {
            super(mapper);
        }

        @Override
        public boolean accepts(int status) {
            return true;
        }

        @Override
        public InvokeResponse<Buffer> read(ResponseHead head, Buffer body) {
            return response(head, body, body);
        }
    }

    /** Any status, with the body as a value if the status is 2xx. */
    private static final class TypedExchange<X> extends DelegatingType<X, InvokeResponse<X>> {

        TypedExchange(ResponseType<? extends X> body) {
            super(body);
        }

        @Override
        public boolean accepts(int status) {
            return true;
        }

        @Override
        public InvokeResponse<X> read(ResponseHead head, Buffer body) throws IOException {
            return response(head, isSuccess(head.statusCode()) ? delegate.read(head, body) : delegate.noValue(head, body),
                    body);
        }

        @Override
        public InvokeResponse<X> open(ResponseHead head, BodySource body) {
            return response(head, delegate.open(head, body), Buffer.buffer());
        }

        @Override
        public InvokeResponse<X> stored(ResponseHead head, Path file) {
            return response(head, delegate.stored(head, file), Buffer.buffer());
        }

        @Override
        public ResponseType<InvokeResponse<X>> expecting(ResponseStream stream, Resumption resumption) {
            return new TypedExchange<>(delegate.expecting(stream, resumption));
        }
    }

    /** A response that the status 404 makes an empty one. */
    private static final class EmptyIfNotFound<R> extends DelegatingType<R, R> {

        EmptyIfNotFound(ResponseType<? extends R> reply) {
            super(reply);
        }

        @Override
        public boolean discardsBody() {
            return delegate.discardsBody();
        }

        @Override
        public R read(ResponseHead head, Buffer body) throws IOException {
            return delegate.read(head, body);
        }

        @Override
        public R stored(ResponseHead head, Path file) {
            return delegate.stored(head, file);
        }

        @Override
        public boolean meansNoValue(int status) {
            return status == NOT_FOUND;
        }

        @Override
        public R noValue(ResponseHead head, Buffer body) {
            return delegate.noValue(head, body);
        }
    }
}
