package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedCall;
import io.quarkiverse.daprinvoke.runtime.values.ReplyBody;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * What reading the values of a streamed response needs of its call.
 */
final class ResponseValues implements ReplyBody {

    private final Exchange<?> exchange;
    private final Call<?> call;
    private final ResponseStream<?> chunks;
    private final ObservedCall observed;

    ResponseValues(Exchange<?> exchange, Call<?> call, ResponseStream<?> chunks) {
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
        return exchange.failures().ofReply(problem, cause);
    }

    @Override
    public Throwable incomplete(String problem, Throwable cause) {
        return exchange.failures().ofIncompleteReply(problem, cause);
    }

    @Override
    public long maxValueSize() {
        return call.client.maxReplySize();
    }
}
