package io.quarkiverse.daprinvoke.deployment.devservices;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.test.control.Calls;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The part of the sidecar that tests steer, in test mode only. Everything happens on the one event loop of the sidecar.
 */
final class TestControl {

    private final ObjectMapper mapper = ControlApi.mapper();
    private final Vertx vertx;
    private TestInProgress current;
    private TestRunner runner;

    TestControl(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @return the test that steers the sidecar now, empty between tests, and as long as none does */
    Optional<TestInProgress> current() {
        return Optional.ofNullable(current);
    }

    /** @return whether the request was one of a test, which is then answered */
    boolean handle(HttpServerRequest request) {
        String path = request.path();
        if (!path.startsWith(ControlApi.ROOT)) {
            return false;
        }
        boolean known = path.equals(ControlApi.TEST) ? beginOrEnd(request) : current != null && steer(request, path);
        if (!known) {
            answer(request, 404);
        }
        return true;
    }

    private boolean beginOrEnd(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            begin(TestRunner.of(request), request);
            return true;
        }
        if (request.method() == HttpMethod.DELETE && current != null && runner.equals(TestRunner.of(request))) {
            current = null;
            answer(request, 204);
            return true;
        }
        return false;
    }

    private void begin(TestRunner next, HttpServerRequest request) {
        if (current != null && runner.mayStillRunBeside(next)) {
            answer(request, 409);
            return;
        }
        // A new object: what is still under way keeps the old one
        current = new TestInProgress(vertx);
        runner = next;
        answer(request, 204);
    }

    private boolean steer(HttpServerRequest request, String path) {
        TestInProgress test = current;
        if (path.startsWith(ControlApi.STUBS) && request.method() == HttpMethod.PUT) {
            String number = path.substring(ControlApi.STUBS.length());
            request.body().onSuccess(body -> set(test, number, body, request));
            return true;
        }
        if (path.equals(ControlApi.CALLS) && request.method() == HttpMethod.GET) {
            int seen = Integer.parseInt(request.getParam(ControlApi.SEEN));
            long wait = Long.parseLong(request.getParam(ControlApi.WAIT));
            test.await(seen, wait, () -> send(test, request));
            return true;
        }
        return false;
    }

    private void set(TestInProgress test, String number, Buffer body, HttpServerRequest request) {
        try {
            test.set(Integer.parseInt(number), mapper.readValue(body.getBytes(), Stub.class));
            answer(request, 204);
        } catch (IOException e) {
            answer(request, 400);
        }
    }

    private void send(TestInProgress test, HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        try {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(mapper.writeValueAsBytes(new Calls(test.calls()))));
        } catch (IOException e) {
            answer(request, 500);
        }
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }
}
