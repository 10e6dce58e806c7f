package io.quarkiverse.daprinvoke.runtime.client;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.uri.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.uri.SidecarAddress;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;

/**
 * The web client of all emitters, which finds their connections. It is made with the first call, and its classes are not
 * loaded before.
 */
final class Connections {

    private final WebClientInternal webClient;

    Connections(Vertx vertx, DaprInvokeConfig config, TlsConfigurationRegistry tls) {
        webClient = WebClientFactory.create(vertx, config, tls);
        // Nothing else hands over the request, which the exchange sends itself
        webClient.addInterceptor(Connections::follow);
    }

    private static void follow(HttpContext<?> context) {
        if (context.phase() == ClientPhase.SEND_REQUEST) {
            ((Exchange<?>) context.request().bodyCodec()).connected(context.clientRequest());
        } else {
            context.next();
        }
    }

    /**
     * Asks for a connection and hands it to the exchange, or fails it.
     *
     * @param millis how long it may wait
     */
    void connect(ResolvedTarget target, SidecarAddress sidecar, long millis, Exchange<?> exchange) {
        webClient.request(target.verb(), sidecar.server(), sidecar.port(), sidecar.uriHost(), target.uri())
                .ssl(sidecar.ssl())
                // Otherwise a call that times out in the wait queue would keep its place there
                .connectTimeout(millis)
                .as(exchange)
                .send(exchange::notConnected);
    }

    void close() {
        webClient.close();
    }
}
