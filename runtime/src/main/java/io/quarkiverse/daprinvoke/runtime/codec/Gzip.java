package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

import io.vertx.core.buffer.Buffer;

/**
 * The content coding gzip.
 */
final class Gzip {

    private Gzip() {
    }

    static Buffer compress(Buffer body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(body.length() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body.getBytes());
        }
        return Bytes.wrap(compressed.toByteArray());
    }
}
