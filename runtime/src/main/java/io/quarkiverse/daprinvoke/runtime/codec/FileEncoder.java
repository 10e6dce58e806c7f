package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.File;
import java.nio.file.Path;

/**
 * Sends the content of a file, with its length, while it is read.
 */
final class FileEncoder implements PayloadEncoder {

    @Override
    public Body encode(Object payload, String contentType) {
        Path file = payload instanceof File f ? f.toPath() : (Path) payload;
        String sent = contentType != null ? contentType : Bytes.CONTENT_TYPE;
        return Body.toBeMeasured(blocking -> FileContent.length(file, blocking)
                .onItem().transform(length -> Body.streamed(FileContent.chunks(file, length, blocking), sent, length)), sent,
                false);
    }
}
