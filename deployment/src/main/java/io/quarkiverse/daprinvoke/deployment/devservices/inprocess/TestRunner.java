package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.vertx.core.http.HttpServerRequest;

/**
 * Who runs a test.
 *
 * @param process the ID of a process of this machine
 * @param thread the ID of a thread of that process
 */
record TestRunner(long process, long thread) {

    /** @throws IllegalArgumentException if the request does not say it; its message says what is wrong */
    static TestRunner of(HttpServerRequest request) {
        return new TestRunner(ControlParameters.number(request, ControlApi.PROCESS, 1, Long.MAX_VALUE),
                ControlParameters.number(request, ControlApi.THREAD, 1, Long.MAX_VALUE));
    }

    /** A thread runs one test after the other, so what it did not end has broken off, as has that of a process that is gone. */
    boolean mayStillRunBeside(TestRunner next) {
        return !equals(next) && ProcessHandle.of(process).isPresent();
    }
}
