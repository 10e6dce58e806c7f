package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.TestFunctions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;

/**
 * Calls the functions of tests, which may block, on separate threads. The futures complete on the event loop of the sidecar.
 */
final class FunctionCalls {

    // The maximum number of calls that can wait for each other in a test
    private static final int THREADS = 64;

    private final ObjectMapper mapper = ControlApi.mapper();
    private final WorkerExecutor workers;

    FunctionCalls(Vertx vertx) {
        workers = vertx.createSharedWorkerExecutor("dapr-invoke-test-functions", THREADS);
    }

    /** Finds the first stub that has no condition, or whose condition the call meets. */
    Future<Optional<StubbedMethod>> choose(Call call, List<StubbedMethod> stubs) {
        return workers.executeBlocking(() -> {
            byte[] json = mapper.writeValueAsBytes(call);
            for (StubbedMethod stub : stubs) {
                if (stub.condition().isEmpty() || read(stub.condition().get(), json, Boolean.class)) {
                    return Optional.of(stub);
                }
            }
            return Optional.empty();
        }, false);
    }

    /** Computes a response. */
    Future<StubbedResponse> compute(String function, Call call) {
        return workers.executeBlocking(() -> read(function, mapper.writeValueAsBytes(call), StubbedResponse.class), false);
    }

    private <T> T read(String function, byte[] call, Class<T> type) throws IOException {
        return mapper.readValue(TestFunctions.call(function, call), type);
    }
}
