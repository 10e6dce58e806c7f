package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a request.
 *
 * @param buffer the body, {@code null} if it is streamed
 * @param chunks the chunks of a streamed body, {@code null} if it is not streamed
 * @param contentType the content type
 * @param contentEncoding the content encoding, {@code null} for none
 * @param length the number of bytes, -1 if it is not known before the end of a streamed body
 * @param measured creates the body that is sent, with its length; {@code null} if this body is sent itself
 * @param isSentOnce whether the body can be sent only once
 */
public record Body(Buffer buffer, Multi<?> chunks, String contentType, String contentEncoding, long length,
        Function<Blocking, Uni<Body>> measured, boolean isSentOnce) {

    private static final long UNKNOWN = -1;

    static Body of(Buffer buffer, String contentType) {
        return new Body(buffer, null, contentType, null, buffer.length(), null, false);
    }

    static Body streamed(Multi<?> chunks, String contentType) {
        return new Body(null, chunks, contentType, null, UNKNOWN, null, true);
    }

    /**
     * @param chunks can be subscribed to repeatedly, and has exactly that number of bytes or fails
     */
    static Body streamed(Multi<?> chunks, String contentType, long length) {
        return new Body(null, chunks, contentType, null, length, null, false);
    }

    /**
     * @param measured fails with {@link BodyProblem} if there is no such body
     * @param isSentOnce whether the body can be sent only once
     */
    static Body toBeMeasured(Function<Blocking, Uni<Body>> measured, String contentType, boolean isSentOnce) {
        return new Body(null, null, contentType, null, UNKNOWN, measured, isSentOnce);
    }

    /**
     * @return this body, which is not streamed, compressed with gzip
     */
    public Body gzipped() {
        return toBeMeasured(blocking -> blocking.call(() -> {
            Buffer compressed = Gzip.compress(buffer);
            return new Body(compressed, null, contentType, "gzip", compressed.length(), null, false);
        }), contentType, false);
    }
}
