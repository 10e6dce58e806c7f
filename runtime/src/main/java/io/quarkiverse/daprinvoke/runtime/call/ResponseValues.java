package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.values.BodySource;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * The call of a streamed response, for the reader of its values.
 */
final class ResponseValues implements BodySource {

    private final Exchange<?> exchange;
    private final Call<?> call;
    private final StreamedResponse<?> chunks;
    private final ObservedCall observed;

    ResponseValues(Exchange<?> exchange, Call<?> call, StreamedResponse<?> chunks) {
        this.exchange = exchange;
        this.call = call;
        this.chunks = chunks;
        observed = call.outgoing.observed();
    }

    @Override
    public Multi<Buffer> chunks() {
        return chunks;
    }

    @Override
    public void readAsValues() {
        chunks.readAsValues();
    }

    @Override
    public void execute(Runnable task) {
        call.loop.runOn(call.caller, task);
    }

    @Override
    public void recordActivity() {
        call.recordActivity();
    }

    @Override
    public void end(Throwable failure, Runnable then) {
        if (failure == null) {
            if (observed != null) {
                observed.completed();
            }
            then.run();
            return;
        }
        if (observed != null) {
            observed.failed(failure);
        }
        call.loop.run(() -> {
            call.giveUp(failure);
            call.loop.runOn(call.caller, then);
        });
    }

    @Override
    public Throwable unreadable(String problem, Throwable cause) {
        return exchange.failures().ofResponse(problem, cause);
    }

    @Override
    public Throwable incomplete(String problem, Throwable cause) {
        return exchange.failures().ofIncompleteResponse(problem, cause);
    }

    @Override
    public long maxValueSize() {
        return call.client.maxResponseSize();
    }
}
