package io.quarkiverse.daprinvoke.test.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;

/**
 * Records the notifications of calls, except calls to the method {@code ignored}.
 */
@Singleton
class Notes implements CallObserver {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private volatile List<String> headers = List.of();

    /**
     * @param nameValues names and values of headers to add, in turn
     */
    void add(String... nameValues) {
        headers = List.of(nameValues);
    }

    /**
     * @return the notifications since the last call of this method; it waits for their number
     */
    List<String> take(int count) throws InterruptedException {
        List<String> taken = new ArrayList<>();
        String next;
        while (taken.size() < count && (next = told.poll(30, TimeUnit.SECONDS)) != null) {
            taken.add(next);
        }
        told.drainTo(taken);
        return taken;
    }

    void forget() {
        told.clear();
    }

    void note(String what) {
        told.add(what);
    }

    @Override
    public CallObservation begin(ObservedEmitter emitter) {
        InvocationTarget declared = emitter.target().describe();
        if (declared.methodName().equals("ignored")) {
            return null;
        }
        note("begin " + declared.appId() + " on " + Thread.currentThread().getId());
        return new CallObservation() {
            @Override
            public void target(ResolvedTarget target) {
                note("target " + target.describe());
            }

            @Override
            public void headers(BiConsumer<String, String> add) {
                note("headers");
                for (int i = 0; i < headers.size(); i += 2) {
                    add.accept(headers.get(i), headers.get(i + 1));
                }
            }

            @Override
            public void attempt() {
                note("attempt");
            }

            @Override
            public void connected() {
                note("connected");
            }

            @Override
            public void status(int status) {
                note("status " + status);
            }

            @Override
            public void completed() {
                note("completed");
            }

            @Override
            public void failed(Throwable failure) {
                note("failed " + failure.getClass().getSimpleName());
            }

            @Override
            public void cancelled() {
                note("cancelled");
            }
        };
    }
}
