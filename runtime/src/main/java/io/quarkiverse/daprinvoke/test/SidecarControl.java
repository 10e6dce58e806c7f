package io.quarkiverse.daprinvoke.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.test.control.Call;
import io.quarkiverse.daprinvoke.test.control.Calls;
import io.quarkiverse.daprinvoke.test.control.ControlApi;
import io.quarkiverse.daprinvoke.test.control.ControlSecret;
import io.quarkiverse.daprinvoke.test.control.Exchange;
import io.quarkiverse.daprinvoke.test.control.Exchanges;
import io.quarkiverse.daprinvoke.test.control.Stub;
import io.quarkiverse.daprinvoke.test.control.TestFunctions;

/**
 * The connection to the sidecar of test mode. The sidecar runs in another class loader, so it is controlled over HTTP.
 */
final class SidecarControl {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI sidecar;
    private final HttpClient http;
    private final ObjectMapper mapper = ControlApi.mapper();
    /** A test begins and ends in the thread that creates this object. */
    private final String test = ControlApi.TEST + "?" + ControlApi.PROCESS + "=" + ProcessHandle.current().pid() + "&"
            + ControlApi.THREAD + "=" + Thread.currentThread().getId();
    private final List<String> functions = new CopyOnWriteArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private int stubs;

    SidecarControl(String sidecar, HttpClient http) {
        this.sidecar = parse(sidecar);
        this.http = http;
    }

    private static URI parse(String sidecar) {
        try {
            return URI.create(sidecar.trim());
        } catch (IllegalArgumentException e) {
            throw anotherSidecar(null);
        }
    }

    void beginTest() {
        HttpResponse<byte[]> response;
        try {
            response = exchange("POST", test, BodyPublishers.noBody(), TIMEOUT);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            throw anotherSidecar(e);
        }
        if (response.statusCode() == 409) {
            throw new IllegalStateException("The sidecar is in use by another test that has not ended. Tests that run at once"
                    + " in one JVM cannot share it, because each would take its stubs and its calls from the other: run them one"
                    + " after the other, or in forks");
        }
        if (response.statusCode() == 403) {
            throw new IllegalStateException("The sidecar that quarkus.dapr-invoke.endpoint names belongs to another process, so"
                    + " this test cannot control it: do not set the property for tests");
        }
        if (response.statusCode() != 204) {
            throw anotherSidecar(null);
        }
    }

    private static IllegalStateException anotherSidecar(@Nullable Exception cause) {
        return new IllegalStateException("@InjectDaprSidecar needs the sidecar that the extension starts for tests in its"
                + " process, but quarkus.dapr-invoke.endpoint names another one: for these tests, do not set it, and leave"
                + " quarkus.dapr-invoke.devservices.mode as it is or set %test.quarkus.dapr-invoke.devservices.mode=in-process",
                cause);
    }

    void endTest() {
        try {
            expect(204, exchange("DELETE", test, BodyPublishers.noBody(), TIMEOUT));
        } finally {
            functions.forEach(TestFunctions::remove);
        }
        Throwable failure = failures.poll();
        if (failure != null) {
            AssertionError failed = new AssertionError(
                    "A function of a stub failed, and the call was answered with status 500: " + failure, failure);
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
    }

    /**
     * Lets the sidecar call a function until the test ends.
     *
     * @param function its result is written as JSON; it runs with the class loader of the thread that offers it
     * @return the key of the function
     */
    String offer(Function<Call, ?> function) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        String key = TestFunctions.add(call -> {
            Thread thread = Thread.currentThread();
            ClassLoader original = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return mapper.writeValueAsBytes(function.apply(mapper.readValue(call, Call.class)));
            } catch (Throwable e) {
                // Also assertion errors: they would be lost in this thread
                failures.add(e);
                throw new IllegalStateException("The function failed");
            } finally {
                thread.setContextClassLoader(original);
            }
        });
        functions.add(key);
        return key;
    }

    synchronized int nextStub() {
        return stubs++;
    }

    void set(int number, Stub stub) {
        try {
            expect(204, exchange("PUT", ControlApi.STUBS + number, BodyPublishers.ofByteArray(mapper.writeValueAsBytes(stub)),
                    TIMEOUT));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Call> calls() {
        return calls(-1, Duration.ZERO);
    }

    /** Waits until there are more than the given number of calls, but not longer than the given time. */
    List<Call> calls(int seen, Duration wait) {
        String query = "?" + ControlApi.SEEN + "=" + seen + "&" + ControlApi.WAIT + "=" + wait.toMillis();
        return get(ControlApi.CALLS + query, Calls.class, TIMEOUT.plus(wait)).calls();
    }

    List<Exchange> exchanges() {
        return get(ControlApi.EXCHANGES, Exchanges.class, TIMEOUT).exchanges();
    }

    private <T> T get(String path, Class<T> type, Duration timeout) {
        HttpResponse<byte[]> response = expect(200, exchange("GET", path, BodyPublishers.noBody(), timeout));
        try {
            return mapper.readValue(response.body(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> expect(int status, HttpResponse<byte[]> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(
                    "The sidecar of the test answered with status " + response.statusCode() + ": has the test ended?");
        }
        return response;
    }

    private HttpResponse<byte[]> exchange(String verb, String path, BodyPublisher body, Duration timeout) {
        HttpRequest request = HttpRequest.newBuilder(sidecar.resolve(path)).method(verb, body).timeout(timeout)
                .header(ControlApi.SECRET, ControlSecret.ofProcess()).build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the sidecar of the test", e);
        }
    }
}
