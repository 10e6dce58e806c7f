package io.quarkiverse.daprinvoke.torture.json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * A sidecar that answers {@code .../method/<format>/<number>} with a case, and {@code .../method/own/<text>} with that text.
 */
public final class JsonSidecar implements QuarkusTestResourceLifecycleManager {

    private static final String METHOD = "/method/";

    private final Vertx vertx = Vertx.vertx();
    private List<JsonCase> cases;

    @Override
    public Map<String, String> start() {
        cases = JsonCase.all();
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                    .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            // One connection, so that a reply that is not read to its end would be seen by the next call
            return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + server.actualPort(),
                    "quarkus.dapr-invoke.pool-size", "1");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpServerRequest request) {
        String[] method = request.path().substring(request.path().indexOf(METHOD) + METHOD.length()).split("/");
        if (method[0].equals("own")) {
            request.response().end(method[1]);
            return;
        }
        Format format = Format.valueOf(method[0]);
        request.response().putHeader("content-type", format.contentType())
                .end(Buffer.buffer(format.body(cases.get(Integer.parseInt(method[1])))));
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
