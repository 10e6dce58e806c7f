package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.util.Optional;

import io.vertx.core.buffer.Buffer;

/**
 * A value that may be absent.
 */
final class OptionalValue extends DelegatingType<Object, Optional<?>> {

    OptionalValue(ResponseType<?> value) {
        super(value);
    }

    @Override
    public Optional<?> read(ResponseHead head, Buffer body) throws IOException {
        return Optional.ofNullable(delegate.read(head, body));
    }

    @Override
    public Optional<?> noValue(ResponseHead head, Buffer body) {
        return Optional.empty();
    }

    @Override
    public String remedy(int status) {
        return status != ResponseTypes.NOT_FOUND ? null
                : "For an empty Optional instead, set quarkus.dapr-invoke.emitter.\"<name>\".not-found-is-empty=true";
    }
}
