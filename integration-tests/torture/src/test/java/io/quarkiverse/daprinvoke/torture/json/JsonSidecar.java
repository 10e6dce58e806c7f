package io.quarkiverse.daprinvoke.torture.json;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * A sidecar that answers {@code .../method/<format>/<number>} with a case, and {@code .../method/own/<text>} with that text.
 */
public final class JsonSidecar implements QuarkusTestResourceLifecycleManager {

    private static final String METHOD = "/method/";

    /** Larger responses are not sent in chunks of a few bytes, unlike other streamed responses. */
    private static final int LARGE = 1000;

    private final Vertx vertx = Vertx.vertx();
    private List<JsonCase> cases;

    @Override
    public Map<String, String> start() {
        cases = JsonCase.all();
        try {
            HttpServer server = vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")
                    .toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            // One connection, so that a response that is not read to its end would be seen by the next call
            return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + server.actualPort(),
                    "quarkus.dapr-invoke.pool-size", "1", "quarkus.http.test-port", "0");
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
        int number = Integer.parseInt(method[1]);
        Buffer body = Buffer.buffer(format.body(cases.get(number)));
        HttpServerResponse response = request.response().putHeader("content-type", format.contentType());
        if (format == Format.WHOLE || body.length() == 0) {
            response.end(body);
            return;
        }
        response.setChunked(true);
        int size = body.length() > LARGE ? body.length() / 3 : 1 + number % 7;
        for (int at = 0; at < body.length(); at += size) {
            response.write(body.slice(at, Math.min(body.length(), at + size)));
        }
        response.end();
    }

    @Override
    public void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
