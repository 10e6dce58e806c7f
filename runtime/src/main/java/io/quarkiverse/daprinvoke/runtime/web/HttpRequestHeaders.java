package io.quarkiverse.daprinvoke.runtime.web;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.runtime.request.InboundHeaders;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Provides the headers of the current request of Quarkus. It is a bean only if the application has the HTTP server of Quarkus
 * but not Quarkus REST.
 */
@Singleton
public class HttpRequestHeaders implements InboundHeaders {

    private final CurrentVertxRequest current;

    public HttpRequestHeaders(CurrentVertxRequest current) {
        this.current = current;
    }

    @Override
    public Function<String, List<String>> ofCurrentRequest() {
        if (!Arc.container().requestContext().isActive()) {
            return null;
        }
        RoutingContext request = current.getCurrent();
        return request == null ? null : request.request().headers()::getAll;
    }
}
