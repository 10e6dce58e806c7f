package io.quarkiverse.daprinvoke.runtime.web;

import java.util.List;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.daprinvoke.runtime.request.InboundHeaders;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;

/**
 * Provides the headers of the current Quarkus REST request after its filters, else of the current request of Quarkus. It is a
 * bean only if the application has Quarkus REST.
 */
@Singleton
public class RestRequestHeaders implements InboundHeaders {

    private final InboundHeaders others;

    public RestRequestHeaders(CurrentVertxRequest current) {
        others = new HttpRequestHeaders(current);
    }

    @Override
    public Function<String, List<String>> ofCurrentRequest() {
        if (!Arc.container().requestContext().isActive()) {
            return null;
        }
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null ? others.ofCurrentRequest() : request.getHttpHeaders()::getRequestHeader;
    }
}
