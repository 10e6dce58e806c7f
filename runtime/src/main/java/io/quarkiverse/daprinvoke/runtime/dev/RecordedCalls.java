package io.quarkiverse.daprinvoke.runtime.dev;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.quarkiverse.daprinvoke.runtime.telemetry.ShortText;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;

/**
 * Keeps the last calls of the application for the Dev UI, without payloads and headers.
 */
@Singleton
public class RecordedCalls implements CallObserver {

    private static final int KEPT = 50;

    private final Deque<RecordedCall> calls = new ArrayDeque<>();
    private final BroadcastProcessor<RecordedCall> ended = BroadcastProcessor.create();
    private long lastId;

    /**
     * @return the last calls, the one that ended last first
     */
    synchronized List<RecordedCall> last() {
        return List.copyOf(calls);
    }

    /**
     * @return each call that ends from now on
     */
    Multi<RecordedCall> ended() {
        return ended;
    }

    @Override
    public CallObservation begin(ObservedEmitter emitter) {
        return new Recording(emitter);
    }

    // One at a time, because the processor requires it, too
    private synchronized void add(InvocationTarget target, Integer status, String outcome, double millis) {
        RecordedCall call = new RecordedCall(++lastId, System.currentTimeMillis(), target.httpVerb(),
                ShortText.of(target.appId()), ShortText.of(target.methodName()), status, outcome, millis);
        calls.addFirst(call);
        if (calls.size() > KEPT) {
            calls.removeLast();
        }
        ended.onNext(call);
    }

    private final class Recording implements CallObservation {

        private final long started = System.nanoTime();
        private volatile InvocationTarget target;
        private volatile Integer status;

        Recording(ObservedEmitter emitter) {
            target = emitter.target().describe();
        }

        @Override
        public void target(ResolvedTarget resolved) {
            target = resolved.describe();
        }

        @Override
        public void status(int last) {
            status = last;
        }

        @Override
        public void completed() {
            end("completed");
        }

        @Override
        public void failed(Throwable failure) {
            if (failure instanceof DaprInvokeException known) {
                target = new InvocationTarget(known.appId(), known.methodName(), known.httpVerb());
            }
            end(failure.getClass().getSimpleName());
        }

        @Override
        public void cancelled() {
            end("cancelled");
        }

        private void end(String outcome) {
            add(target, status, outcome, (System.nanoTime() - started) / 1e6);
        }
    }
}
