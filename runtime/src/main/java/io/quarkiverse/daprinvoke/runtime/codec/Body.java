package io.quarkiverse.daprinvoke.runtime.codec;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * The body of a request.
 *
 * @param buffer the body, {@code null} if it is streamed
 * @param chunks the chunks of a streamed body, {@code null} if it is not streamed
 * @param contentType the content type
 * @param length the number of bytes, -1 if it is only known at the end of a streamed body
 * @param measured makes the body that is sent, with its length, off the event loop; {@code null} if this one is sent as it is
 * @param isSentOnce whether the body is gone once it was sent
 */
public record Body(Buffer buffer, Multi<?> chunks, String contentType, long length, Uni<Body> measured,
        boolean isSentOnce) {

    private static final long UNKNOWN = -1;

    static Body of(Buffer buffer, String contentType) {
        return new Body(buffer, null, contentType, buffer.length(), null, false);
    }

    static Body streamed(Multi<?> chunks, String contentType) {
        return new Body(null, chunks, contentType, UNKNOWN, null, true);
    }

    /**
     * @param chunks can be subscribed to again, and has exactly that many bytes or fails
     */
    static Body streamed(Multi<?> chunks, String contentType, long length) {
        return new Body(null, chunks, contentType, length, null, false);
    }

    /**
     * @param measured fails with {@link BodyProblem} if there is no such body
     * @param isSentOnce whether the body is gone once it was sent
     */
    static Body toBeMeasured(Uni<Body> measured, String contentType, boolean isSentOnce) {
        return new Body(null, null, contentType, UNKNOWN, measured, isSentOnce);
    }
}
