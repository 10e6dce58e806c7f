package io.quarkiverse.daprinvoke.deployment.devservices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * The stubs of a test, and the calls that arrived during it.
 */
final class TestInProgress {

    private final Vertx vertx;
    // The latest first, because it is asked first
    private final Map<Integer, StubbedMethod> stubs = new TreeMap<>((one, other) -> other.compareTo(one));
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    TestInProgress(Vertx vertx) {
        this.vertx = vertx;
    }

    void set(int number, Stub stub) {
        stubs.put(number, new StubbedMethod(stub));
    }

    /** Has to be called before anything of the request is read. */
    RecordedCall record(HttpServerRequest request, InvokePath invocation) {
        RecordedCall call = new RecordedCall(request, invocation, this::changed);
        calls.add(call);
        return call;
    }

    /** Answers the call as a stub says. */
    Optional<Runnable> answer(RecordedCall call) {
        return stubs.values().stream().filter(stub -> stub.matches(call)).findFirst()
                .map(stub -> stub.nextReply(call, vertx));
    }

    List<Call> calls() {
        return calls.stream().filter(RecordedCall::ended).map(RecordedCall::describe).toList();
    }

    /** Runs the action as soon as more than so many calls have ended, at the latest after so many milliseconds. */
    void await(int seen, long millis, Runnable action) {
        if (millis <= 0 || calls().size() > seen) {
            action.run();
            return;
        }
        Runnable once = new Runnable() {
            private final long timer = vertx.setTimer(millis, id -> run());

            @Override
            public void run() {
                if (waiting.remove(this)) {
                    vertx.cancelTimer(timer);
                    action.run();
                }
            }
        };
        waiting.add(once);
    }

    private void changed() {
        List.copyOf(waiting).forEach(Runnable::run);
    }
}
