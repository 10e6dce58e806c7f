package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * The body of a request, which fails as soon as it is too large. The rest is then read and dropped, so that the caller can read
 * the response.
 */
final class LimitedBody implements ReadStream<Buffer> {

    private final HttpServerRequest request;
    private final long limit;
    private long length;
    private boolean failed;
    private Handler<Buffer> reader;
    private Handler<Void> endReader;
    private Handler<Throwable> failureReader;

    /**
     * Create it before anything of the request is read.
     *
     * @param limit the maximum number of bytes
     */
    LimitedBody(HttpServerRequest request, long limit) {
        this.request = request;
        this.limit = limit;
        request.handler(this::read).endHandler(end -> end()).exceptionHandler(this::fail);
    }

    /**
     * @return whether the body is too large by the headers of the request
     */
    static boolean isTooLong(HttpServerRequest request, long limit) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length != null && Long.parseLong(length) > limit;
        } catch (NumberFormatException e) {
            // An invalid length is ignored: the bytes of the body are counted
            return false;
        }
    }

    static String tooLong(long limit) {
        // The message of Dapr has only the first three words
        return "stream too large: the body of the request is larger than " + limit
                + " bytes; to accept it, increase quarkus.dapr-invoke.devservices.max-body-size";
    }

    private void read(Buffer chunk) {
        if (failed) {
            return;
        }
        length += chunk.length();
        if (length > limit) {
            fail(new BodyTooLargeException(tooLong(limit)));
            request.resume();
        } else if (reader != null) {
            reader.handle(chunk);
        }
    }

    private void end() {
        if (!failed && endReader != null) {
            endReader.handle(null);
        }
    }

    private void fail(Throwable cause) {
        if (!failed) {
            failed = true;
            if (failureReader != null) {
                failureReader.handle(cause);
            }
        }
    }

    @Override
    public LimitedBody handler(Handler<Buffer> handler) {
        reader = handler;
        return this;
    }

    @Override
    public LimitedBody endHandler(Handler<Void> handler) {
        endReader = handler;
        return this;
    }

    @Override
    public LimitedBody exceptionHandler(Handler<Throwable> handler) {
        failureReader = handler;
        return this;
    }

    @Override
    public LimitedBody pause() {
        if (!failed) {
            request.pause();
        }
        return this;
    }

    @Override
    public LimitedBody resume() {
        request.resume();
        return this;
    }

    @Override
    public LimitedBody fetch(long amount) {
        request.fetch(amount);
        return this;
    }
}
