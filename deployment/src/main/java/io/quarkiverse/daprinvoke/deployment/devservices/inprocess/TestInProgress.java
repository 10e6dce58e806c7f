package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Exchange;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.ReadStream;

/**
 * The stubs of a test, and the calls that arrived during it.
 */
final class TestInProgress {

    static final int MAX_BODIES = 64 << 20;

    // A client that wants to wait longer sends another request
    private static final long MAX_WAIT = 600_000;

    private final Vertx vertx;
    private final FunctionCalls functions;
    // The latest stub first, because it takes precedence
    private final Map<Integer, StubbedMethod> stubs = new TreeMap<>((one, other) -> other.compareTo(one));
    private final List<RecordedCall> calls = new ArrayList<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private int ended;
    private int kept;

    TestInProgress(Vertx vertx, FunctionCalls functions) {
        this.vertx = vertx;
        this.functions = functions;
    }

    void set(int number, Stub stub) {
        stubs.computeIfAbsent(number, key -> new StubbedMethod(vertx, functions)).set(stub);
    }

    /** Call this before anything of the request is read. */
    RecordedCall record(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation) {
        RecordedCall call = new RecordedCall(request, payload, invocation, this::keep, this::ended);
        calls.add(call);
        return call;
    }

    /**
     * Responds to the call as a stub specifies.
     *
     * @param otherwise runs if no stub matches
     */
    void answer(RecordedCall call, Runnable otherwise) {
        Call head = call.describe();
        List<StubbedMethod> candidates = stubs.values().stream().filter(stub -> stub.matches(head)).toList();
        if (candidates.isEmpty()) {
            otherwise.run();
        } else if (candidates.get(0).condition().isEmpty()) {
            call.whenRead(candidates.get(0).nextResponse(call));
        } else {
            call.whenRead(() -> choose(call, candidates, otherwise));
        }
    }

    /** Whether the test has stubs for this method, but none matches this call. */
    boolean hasStubsOfMethod(RecordedCall call) {
        Call head = call.describe();
        return stubs.values().stream().anyMatch(stub -> stub.isOfMethod(head));
    }

    private void choose(RecordedCall call, List<StubbedMethod> candidates, Runnable otherwise) {
        HttpServerResponse response = call.request().response();
        if (!call.body().isComplete()) {
            SidecarErrors.stubFailed(response,
                    "the body is larger than " + RecordedBody.MAX_LENGTH + " bytes, or all bodies of "
                            + "the test together are larger than " + MAX_BODIES
                            + " bytes, so no stub can be chosen by the body");
            return;
        }
        functions.choose(call.describe(), candidates)
                .onSuccess(chosen -> SidecarErrors.answering(response,
                        chosen.map(stub -> stub.nextResponse(call)).orElse(otherwise)))
                .onFailure(e -> SidecarErrors.failedFunction(response));
    }

    List<Call> calls() {
        return calls.stream().filter(RecordedCall::ended).map(RecordedCall::describe).toList();
    }

    List<Exchange> exchanges() {
        return calls.stream().filter(RecordedCall::ended).map(RecordedCall::describeExchange).toList();
    }

    /**
     * Runs the action as soon as more than the given number of calls have ended, at the latest after the given milliseconds.
     */
    void await(int seen, long millis, Runnable action) {
        if (millis <= 0 || ended > seen) {
            action.run();
            return;
        }
        waiting.add(new Waiting(seen, millis, action));
    }

    private int keep(int bytes) {
        int room = Math.min(bytes, MAX_BODIES - kept);
        kept += room;
        return room;
    }

    private void ended() {
        ended++;
        List.copyOf(waiting).stream().filter(one -> ended > one.seen).forEach(Waiting::end);
    }

    private final class Waiting {

        private final int seen;
        private final Runnable action;
        private final long timer;

        Waiting(int seen, long millis, Runnable action) {
            this.seen = seen;
            this.action = action;
            this.timer = vertx.setTimer(Math.min(millis, MAX_WAIT), id -> end());
        }

        void end() {
            vertx.cancelTimer(timer);
            waiting.remove(this);
            action.run();
        }
    }
}
