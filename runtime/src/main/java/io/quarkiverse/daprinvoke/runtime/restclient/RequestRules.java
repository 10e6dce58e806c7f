package io.quarkiverse.daprinvoke.runtime.restclient;

import java.net.URI;
import java.util.List;
import java.util.Map;

import jakarta.ws.rs.client.ClientRequestContext;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.http.HttpClientRequest;

/**
 * The rules of emitters, for a request as REST Client is going to write it. Messages do not repeat what breaks them.
 */
final class RequestRules {

    private RequestRules() {
    }

    /**
     * @return the request target
     * @throws IllegalArgumentException if the request goes elsewhere than to the sidecar
     */
    static String requestTarget(Service service, ClientRequestContext context) {
        URI uri = context.getUri();
        URI base = service.baseUri();
        if (!base.getScheme().equalsIgnoreCase(uri.getScheme()) || !base.getHost().equalsIgnoreCase(uri.getHost())
                || base.getPort() != uri.getPort() || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("it goes to the Dapr sidecar, whatever its parameters and filters say");
        }
        if (uri.getRawPath().equals(base.getRawPath())) {
            // The sidecar wants the slash
            uri = URI.create(base + "/" + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            context.setUri(uri);
        }
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /**
     * @throws IllegalArgumentException if this is not the request to that target
     */
    static void checkSame(Service service, ResolvedTarget target, HttpClientRequest request) {
        if (!request.getURI().equals(target.uri()) || !request.getMethod().equals(target.verb())
                || !request.getHost().equalsIgnoreCase(service.baseUri().getHost())
                || request.getPort() != service.sidecar().port()
                || request.connection().isSsl() != service.sidecar().ssl()) {
            throw new IllegalArgumentException("a filter that runs after the checks has changed its target. Give the filter a "
                    + "priority below Integer.MAX_VALUE");
        }
    }

    /**
     * @throws IllegalArgumentException if one of them may not be sent; the message does not repeat its value
     */
    static void checkHeaders(ClientRequestContext context) {
        for (Map.Entry<String, List<Object>> header : context.getHeaders().entrySet()) {
            for (Object value : header.getValue()) {
                if (value instanceof String text) {
                    checkHeader(header.getKey(), text);
                } else if (value != null) {
                    // Written in the form that is sent
                    checkHeaders(context.getStringHeaders());
                    return;
                }
            }
        }
    }

    private static void checkHeaders(Map<String, List<String>> headers) {
        headers.forEach((name, values) -> values.forEach(value -> {
            if (value != null) {
                checkHeader(name, value);
            }
        }));
    }

    static void checkHeader(String name, String value) {
        if (name.equalsIgnoreCase("content-type")) {
            // REST Client has no other way to set it
            RequestHeaders.checkContentType(value);
        } else {
            RequestHeaders.check(name, value);
        }
    }
}
