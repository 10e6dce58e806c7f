package io.quarkiverse.daprinvoke.it.connection;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;

/**
 * A sidecar that answers each call with what it was like.
 */
abstract class ReportingSidecar implements QuarkusTestResourceLifecycleManager {

    private Vertx vertx;

    /**
     * @return where it listens
     */
    abstract SocketAddress address();

    HttpServerOptions serverOptions() throws Exception {
        return new HttpServerOptions();
    }

    /**
     * @param port the port that it has, if it has one
     * @return how the application finds it
     */
    abstract Map<String, String> config(int port);

    @Override
    public final Map<String, String> start() {
        try {
            vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
            HttpServer server = await(vertx.createHttpServer(serverOptions()).requestHandler(this::answer)
                    .listen(address()));
            return new HashMap<>(config(server.actualPort()));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response().putHeader("content-type", "application/json")
                .end(new JsonObject().put("version", request.version().name())
                        .put("tls", request.isSSL())
                        .put("unixSocket", request.connection().localAddress().isDomainSocket())
                        .put("path", request.path())
                        .put("host", request.getHeader("host"))
                        .put("token", request.getHeader("dapr-api-token"))
                        .put("body", body.toString()).toBuffer()));
    }

    @Override
    public final void stop() {
        if (vertx != null) {
            try {
                await(vertx.close());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
