package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.stream.Collector;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.test.control.Calls;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.ControlSecret;
import io.quarkiverse.daprinvoke.test.control.Exchanges;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/**
 * The part of the sidecar that tests control, in test mode only. Everything runs on the single event loop of the sidecar.
 */
final class TestControl {

    /** The body of a stub is limited to 48 MiB, because it is larger in JSON. */
    private static final long MAX_BODY = 64 << 20;

    private final ObjectMapper mapper = ControlApi.mapper();
    private final Vertx vertx;
    private final FunctionCalls functions;
    private TestInProgress current;
    private TestRunner runner;

    TestControl(Vertx vertx) {
        this.vertx = vertx;
        this.functions = new FunctionCalls(vertx);
    }

    /** @return the test that controls the sidecar now, empty if there is none */
    Optional<TestInProgress> current() {
        return Optional.ofNullable(current);
    }

    /** @return whether this was a request of a test. It has been responded to then */
    boolean handle(HttpServerRequest request) {
        String path = request.path();
        if (!path.startsWith(ControlApi.ROOT)) {
            return false;
        }
        if (!hasSecret(request)) {
            answer(request, 403, "The header " + ControlApi.SECRET + " does not contain the secret of the sidecar's process");
            return true;
        }
        try {
            boolean known = path.equals(ControlApi.TEST) ? beginOrEnd(request) : current != null && steer(request, path);
            if (!known) {
                answer(request, 404, "This path does not exist, or no test is in progress");
            }
        } catch (IllegalArgumentException e) {
            answer(request, 400, e.getMessage());
        }
        return true;
    }

    private static boolean hasSecret(HttpServerRequest request) {
        String secret = request.getHeader(ControlApi.SECRET);
        return secret != null && MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8),
                ControlSecret.ofProcess().getBytes(StandardCharsets.UTF_8));
    }

    private boolean beginOrEnd(HttpServerRequest request) {
        if (request.method() == HttpMethod.POST) {
            begin(TestRunner.of(request), request);
            return true;
        }
        if (request.method() == HttpMethod.DELETE && TestRunner.of(request).equals(runner) && current != null) {
            current = null;
            answer(request, 204);
            return true;
        }
        return false;
    }

    private void begin(TestRunner next, HttpServerRequest request) {
        if (current != null && runner.mayStillRunBeside(next)) {
            answer(request, 409, "Another test is in progress");
            return;
        }
        // A new object: in-flight calls keep the old one
        current = new TestInProgress(vertx, functions);
        runner = next;
        answer(request, 204);
    }

    private boolean steer(HttpServerRequest request, String path) {
        TestInProgress test = current;
        if (path.startsWith(ControlApi.STUBS) && request.method() == HttpMethod.PUT) {
            int number = (int) ControlParameters.number("the number of the stub", path.substring(ControlApi.STUBS.length()), 0,
                    Integer.MAX_VALUE);
            new LimitedBody(request, MAX_BODY)
                    .collect(Collector.of(Buffer::buffer, Buffer::appendBuffer, Buffer::appendBuffer))
                    .onSuccess(body -> SidecarErrors.answering(request.response(), () -> set(test, number, body, request)))
                    // Nobody reads the response if the request was cut short
                    .onFailure(e -> answer(request, 413, e.getMessage()));
            return true;
        }
        if (path.equals(ControlApi.CALLS) && request.method() == HttpMethod.GET) {
            int seen = (int) ControlParameters.number(request, ControlApi.SEEN, -1, Integer.MAX_VALUE);
            long wait = ControlParameters.number(request, ControlApi.WAIT, 0, Long.MAX_VALUE);
            test.await(seen, wait,
                    () -> SidecarErrors.answering(request.response(), () -> send(new Calls(test.calls()), request)));
            return true;
        }
        if (path.equals(ControlApi.EXCHANGES) && request.method() == HttpMethod.GET) {
            send(new Exchanges(test.exchanges()), request);
            return true;
        }
        return false;
    }

    private void set(TestInProgress test, int number, Buffer body, HttpServerRequest request) {
        try {
            test.set(number, ControlParameters.checked(mapper.readValue(body.getBytes(), Stub.class)));
            answer(request, 204);
        } catch (IOException e) {
            answer(request, 400, "The body is not a stub");
        } catch (IllegalArgumentException e) {
            answer(request, 400, e.getMessage());
        }
    }

    private void send(Object received, HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        try {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(mapper.writeValueAsBytes(received)));
        } catch (IOException e) {
            throw new IllegalStateException("Calls can be written", e);
        }
    }

    private static void answer(HttpServerRequest request, int status) {
        request.response().setStatusCode(status).end();
    }

    private static void answer(HttpServerRequest request, int status, String text) {
        if (!request.response().closed()) {
            request.response().setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, "text/plain").end(text);
        }
    }
}
