package io.quarkiverse.daprinvoke.benchmarks;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.daprinvoke.runtime.codec.ResponseHead;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;

/**
 * A streamed response that has come already, in chunks as large as those of Vert.x.
 */
final class ResponseInMemory implements BodySource, ResponseHead {

    private static final int CHUNK = 8192;

    private final MultiMap headers;
    private final List<Buffer> chunks = new ArrayList<>();
    private volatile long lastActivity;

    ResponseInMemory(String contentType, byte[] body) {
        headers = MultiMap.caseInsensitiveMultiMap().add("content-type", contentType);
        Buffer all = Buffer.buffer(body);
        for (int from = 0; from < body.length; from += CHUNK) {
            chunks.add(Buffer.buffer(all.getBytes(from, Math.min(body.length, from + CHUNK))));
        }
    }

    @Override
    public ResolvedTarget target() {
        return new ResolvedTarget(HttpMethod.GET, "/", 0, null);
    }

    @Override
    public int statusCode() {
        return 200;
    }

    @Override
    public MultiMap headers() {
        return headers;
    }

    @Override
    public Multi<Buffer> chunks() {
        return Multi.createFrom().iterable(chunks);
    }

    @Override
    public void readAsValues() {
        // Matters to metrics only
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    /** As a call does it. */
    @Override
    public void recordActivity() {
        lastActivity = System.nanoTime();
    }

    @Override
    public void end(Throwable failure, Runnable then) {
        then.run();
    }

    @Override
    public Throwable unreadable(String problem, Throwable cause) {
        return new IllegalStateException(problem, cause);
    }

    @Override
    public Throwable incomplete(String problem, Throwable cause) {
        return new IllegalStateException(problem, cause);
    }

    @Override
    public long maxValueSize() {
        return 1 << 20;
    }
}
