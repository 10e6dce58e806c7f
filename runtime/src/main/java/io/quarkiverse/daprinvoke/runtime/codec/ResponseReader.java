package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.internal.BodyReader;
import io.quarkiverse.daprinvoke.internal.PrintableCause;
import io.quarkiverse.daprinvoke.runtime.codec.BodyDecoder.Kind;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;

/**
 * Reads bodies of responses to one target by the rules for responses of the same type.
 */
record ResponseReader(ResolvedTarget target, Supplier<ObjectMapper> mapper) implements BodyReader {

    @Override
    @SuppressWarnings("unchecked") // type.cast would refuse the value for int.class
    public <X> X read(int statusCode, MultiMap headers, Buffer bytes, boolean complete, Class<X> type) {
        UnsuitableTypes unsuitable = UnsuitableTypes.of(type);
        if (unsuitable != null) {
            throw new IllegalArgumentException(
                    "bodyAs can read values only, which " + type.getName() + " is not. " + unsuitable.advice());
        }
        BodyDecoder decoder = BodyDecoder.of(new PayloadType(type, List.of()), mapper);
        try {
            if (!complete && decoder.kind() == Kind.JSON) {
                throw new BodyProblem("was received only in part, so it cannot be read as JSON");
            }
            return (X) decoder.decode(headers, bytes);
        } catch (Throwable e) {
            // Also errors of deserializers, because the body cannot be read
            throw new ResponseDecodingException(target.describe(), statusCode, headers.get(HttpHeaders.CONTENT_TYPE),
                    e instanceof BodyProblem ? e.getMessage() : "cannot be read as " + type.getTypeName(),
                    PrintableCause.of(e));
        }
    }
}
