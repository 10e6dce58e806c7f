package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.LastPort;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkus.deployment.builditem.Startable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;

/**
 * The sidecar of dev and test mode: a small HTTP server that serves the service invocation API and the health endpoints of a
 * Dapr sidecar from inside the Quarkus process. It uses a separate Vert.x, because it continues to run when the application is
 * reloaded.
 */
public final class InProcessSidecar implements Startable {

    private static final String HOST = "127.0.0.1";

    /** The maximum body size of a Dapr sidecar by default. */
    public static final long DEFAULT_MAX_BODY_SIZE = 4 << 20;

    private final AppDirectory apps;
    private final long maxBodySize;
    private final boolean forTests;
    private final Optional<LastPort> lastPort;
    private Vertx vertx;
    private TestControl tests;
    private HttpClient client;
    private HttpServer server;

    public InProcessSidecar(AppDirectory apps) {
        this(apps, false);
    }

    /**
     * @param forTests whether tests can control it
     */
    public InProcessSidecar(AppDirectory apps, boolean forTests) {
        this(apps, DEFAULT_MAX_BODY_SIZE, forTests);
    }

    /**
     * @param maxBodySize the number of bytes that the body of a request may have
     * @param forTests whether tests can control it
     */
    public InProcessSidecar(AppDirectory apps, long maxBodySize, boolean forTests) {
        this(apps, maxBodySize, forTests, Optional.empty());
    }

    /**
     * @param maxBodySize the number of bytes that the body of a request may have
     * @param forTests whether tests can control it
     * @param lastPort the port of the sidecar that it replaces, empty for a random port
     */
    public InProcessSidecar(AppDirectory apps, long maxBodySize, boolean forTests, Optional<LastPort> lastPort) {
        this.apps = apps;
        this.maxBodySize = maxBodySize;
        this.forTests = forTests;
        this.lastPort = lastPort;
    }

    @Override
    public void start() {
        // Vert.x keeps the class loader of its start, and the class loader of a build does not live as long as the sidecar
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        thread.setContextClassLoader(InProcessSidecar.class.getClassLoader());
        try {
            vertx = Vertx.vertx(vertxOptions());
            client = vertx.createHttpClient(clientOptions());
            tests = forTests ? new TestControl(vertx) : null;
            server = await(listen(lastPort.map(LastPort::get).orElse(0)).recover(taken -> listen(0)));
            lastPort.ifPresent(last -> last.set(server.actualPort()));
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    private Future<HttpServer> listen(int port) {
        return vertx.createHttpServer(serverOptions())
                .requestHandler(request -> SidecarErrors.answering(request.response(), () -> handle(request)))
                .listen(port, HOST);
    }

    @Override
    public void close() {
        if (vertx != null) {
            // Also closes the server and the client
            await(vertx.close());
            vertx = null;
        }
    }

    @Override
    public String getConnectionInfo() {
        return "http://" + HOST + ":" + server.actualPort();
    }

    @Override
    public String getContainerId() {
        return null;
    }

    private void handle(HttpServerRequest request) {
        Optional<String> refusal = ForeignRequests.refusal(request);
        if (refusal.isPresent()) {
            SidecarErrors.forbidden(request.response(), refusal.get());
            return;
        }
        String path = request.path();
        if (request.method() == HttpMethod.GET
                && (path.equals("/v1.0/healthz") || path.equals("/v1.0/healthz/outbound"))) {
            request.response().setStatusCode(204).end();
            return;
        }
        if (tests != null && tests.handle(request)) {
            return;
        }
        try {
            Optional<InvokePath> invocation = InvokePath.parse(path);
            if (invocation.isPresent()) {
                Optional<TestInProgress> test = tests == null ? Optional.empty() : tests.current();
                if (test.isPresent()) {
                    invoke(test.get(), request, invocation.get());
                } else {
                    invoke(request, new LimitedBody(request, maxBodySize), invocation.get(), answer -> answer);
                }
            } else {
                SidecarErrors.notAnInvocation(request.response());
            }
        } catch (RefusedInvocationException e) {
            SidecarErrors.failed(request.response(), e);
        }
    }

    private void invoke(TestInProgress test, HttpServerRequest request, InvokePath invocation) {
        RecordedCall call = test.record(request, new LimitedBody(request, maxBodySize), invocation);
        test.answer(call, () -> {
            try {
                invoke(request, call.body(), invocation, call::answeredBy);
            } catch (RefusedInvocationException e) {
                RefusedInvocationException advised = test.hasStubsOfMethod(call)
                        ? e.withAdvice(". The test has stubs for this method, but none matches this call: compare their "
                                + "where..")
                        : e;
                call.whenRead(() -> SidecarErrors.failed(request.response(), advised));
            }
        });
    }

    private void invoke(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation,
            Function<HttpClientResponse, ReadStream<Buffer>> answers) throws RefusedInvocationException {
        if (LimitedBody.isTooLong(request, maxBodySize)) {
            // Nothing of it is sent
            throw new RefusedInvocationException(invocation.appId(), LimitedBody.tooLong(maxBodySize));
        }
        if (apps.looksAround(invocation.appId())) {
            payload.pause();
            vertx.executeBlocking(() -> apps.find(invocation.appId()), false)
                    .onSuccess(target -> SidecarErrors.answering(request.response(),
                            () -> invoke(request, payload, invocation, target, answers)))
                    .onFailure(e -> {
                        payload.resume();
                        if (!request.response().closed()) {
                            SidecarErrors.failed(request.response(), refusal(invocation.appId(), e));
                        }
                    });
        } else {
            invoke(request, payload, invocation, find(invocation.appId()), answers);
        }
    }

    private static RefusedInvocationException refusal(String appId, Throwable failure) {
        return failure instanceof RefusedInvocationException refused ? refused
                : new RefusedInvocationException(appId, "cannot search for it: " + failure.getMessage());
    }

    private void invoke(HttpServerRequest request, ReadStream<Buffer> payload, InvokePath invocation,
            SidecarAddress target, Function<HttpClientResponse, ReadStream<Buffer>> answers) {
        String query = request.query();
        boolean hasQuery = query != null && !query.isEmpty();
        String pathAndQuery = hasQuery ? invocation.path() + "?" + query : invocation.path();
        // Vert.x reads the request line as ISO-8859-1 and writes it as UTF-8: this way the bytes stay the same
        pathAndQuery = new String(pathAndQuery.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        new Invocation(request, payload, apps.ownName(), invocation.appId(), target, answers).start(client, pathAndQuery);
    }

    private SidecarAddress find(String appId) throws RefusedInvocationException {
        try {
            return apps.find(appId);
        } catch (RefusedInvocationException e) {
            throw tests == null ? e
                    : e.withAdvice(", or answer the call in the test: DaprSidecar.on(<app ID>, <method>).reply(..)");
        }
    }

    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false))
                // Nothing here blocks for long, and a debugger that stops all threads must not cause a warning
                .setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS)
                .setBlockedThreadCheckInterval(1);
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                // Dapr also accepts HTTP/2 without TLS
                .setHttp2ClearTextEnabled(true)
                .setHandle100ContinueAutomatically(true)
                // Equal to the header limit, because Dapr has one limit for both
                .setMaxInitialLineLength(HttpServerOptions.DEFAULT_MAX_HEADER_SIZE);
    }

    private static HttpClientOptions clientOptions() {
        return new HttpClientOptions()
                .setHttp2ClearTextUpgrade(false)
                .setConnectTimeout(5000)
                // A call would fail if the application closed its pooled connection at the same moment
                .setKeepAlive(false)
                // With few connections, applications that call each other or themselves would deadlock
                .setMaxPoolSize(1024);
    }

    private static <T> T await(Future<T> future) {
        try {
            // join() with orTimeout() would leave a thread
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the Dapr sidecar of dev and test mode", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The Dapr sidecar of dev and test mode did not start or stop in time", e);
        }
    }
}
