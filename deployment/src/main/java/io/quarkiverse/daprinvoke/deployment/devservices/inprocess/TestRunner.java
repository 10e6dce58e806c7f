package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.vertx.core.http.HttpServerRequest;

/**
 * The thread that runs a test.
 *
 * @param process the ID of a process of this machine
 * @param thread the ID of a thread of that process
 */
record TestRunner(long process, long thread) {

    /** @throws IllegalArgumentException if the request does not contain it; the message describes the fault */
    static TestRunner of(HttpServerRequest request) {
        return new TestRunner(ControlParameters.number(request, ControlApi.PROCESS, 1, Long.MAX_VALUE),
                ControlParameters.number(request, ControlApi.THREAD, 1, Long.MAX_VALUE));
    }

    /**
     * A thread runs one test at a time, so an earlier test of the same thread was aborted. A test of a process that has ended
     * was aborted, too.
     */
    boolean mayStillRunBeside(TestRunner next) {
        return !equals(next) && ProcessHandle.of(process).isPresent();
    }
}
