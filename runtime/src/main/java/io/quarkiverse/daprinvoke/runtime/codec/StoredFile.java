package io.quarkiverse.daprinvoke.runtime.codec;

import java.nio.file.Path;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.vertx.core.buffer.Buffer;

/**
 * A body that is written to a temporary file as it arrives; an empty one is {@code null}.
 */
final class StoredFile extends ResponseType<Path> {

    StoredFile(Supplier<ObjectMapper> mapper) {
        super(mapper);
    }

    @Override
    public boolean storesBody(int status) {
        return isSuccess(status);
    }

    @Override
    public Path stored(ResponseHead head, Path file) {
        return file;
    }

    @Override
    public Path read(ResponseHead head, Buffer body) {
        throw new UnsupportedOperationException();
    }
}
