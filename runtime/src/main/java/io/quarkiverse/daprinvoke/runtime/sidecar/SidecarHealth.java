package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SSLOptions;

/**
 * Asks sidecars whether they are ready, on separate connections, because busy connections for calls must not affect the result.
 * A slow sidecar receives one request at a time, for all concurrent checks.
 */
final class SidecarHealth {

    /** {@code /healthz} also waits for this application, so using it for readiness would deadlock. */
    private static final String OUTBOUND = "/v1.0/healthz/outbound";

    private final SidecarClient client;
    private final HttpClient httpClient;
    private final UnusedConnections unused;
    private final long millis;
    private final Map<SidecarAddress, Future<Integer>> asked = new HashMap<>();

    /**
     * @param config checked configuration
     */
    SidecarHealth(SidecarClient client, Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        this.client = client;
        HttpClientOptions options = ClientOptions.ofHealth(config, tls);
        httpClient = EventLoops.httpClient(vertx, options);
        unused = new UnusedConnections(vertx, options);
        httpClient.connectionHandler(connection -> {
            unused.opened(connection);
            connection.closeHandler(closed -> unused.remove(connection));
        });
        millis = config.health().timeout().toMillis();
    }

    /**
     * @return the status of the response; fails if there is none in time
     */
    synchronized Future<Integer> ask(SidecarAddress sidecar) {
        Future<Integer> underWay = asked.get(sidecar);
        if (underWay == null || underWay.isComplete()) {
            underWay = send(sidecar);
            asked.put(sidecar, underWay);
        }
        return underWay;
    }

    private Future<Integer> send(SidecarAddress sidecar) {
        Promise<Integer> answer = Promise.promise();
        EventLoops.Loop loop = client.eventLoops().of(client.eventLoops().caller());
        // Not on the context of the first caller, because all concurrent callers share the response
        loop.runLater(() -> {
            try {
                Future<HttpClientRequest> connected = httpClient.request(request(sidecar));
                connected.compose(request -> {
                    // The response reports the same failure. Without a handler it would also be logged
                    request.exceptionHandler(failure -> {
                    });
                    unused.remove(request.connection());
                    client.putToken(sidecar, request.headers());
                    return request.send();
                }).map(response -> {
                    response.exceptionHandler(reset -> {
                    });
                    return response.statusCode();
                }).timeout(millis, TimeUnit.MILLISECONDS)
                        // Only the status is required, and the next health check opens another connection
                        .onComplete(known -> connected.onSuccess(request -> request.connection().close()))
                        .onComplete(answer);
            } catch (RuntimeException e) {
                // A closed client throws an exception
                answer.tryFail(e);
            }
        });
        return answer.future();
    }

    private RequestOptions request(SidecarAddress sidecar) {
        return new RequestOptions().setMethod(HttpMethod.GET).setServer(sidecar.server()).setHost(sidecar.uriHost())
                .setPort(sidecar.port()).setSsl(sidecar.ssl()).setURI(sidecar.basePath() + OUTBOUND).setTimeout(millis);
    }

    void updateTls(SSLOptions tls) {
        EventLoops.update(httpClient, tls);
    }

    void close() {
        httpClient.close();
    }
}
