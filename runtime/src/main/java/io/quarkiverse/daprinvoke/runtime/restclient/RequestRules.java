package io.quarkiverse.daprinvoke.runtime.restclient;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.RuntimeDelegate;
import jakarta.ws.rs.ext.RuntimeDelegate.HeaderDelegate;

import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartForm;
import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartFormDataPart;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.vertx.core.http.HttpClientRequest;

/**
 * Applies the rules of emitters to a request that REST Client is about to write. Messages do not repeat invalid text.
 */
final class RequestRules {

    /** Allowed headers that each call has. */
    private static final Set<String> OF_EVERY_CALL = Set.of(HttpHeaders.ACCEPT, HttpHeaders.USER_AGENT);

    /** The property of a call that the specification of MicroProfile REST Client defines. */
    private static final String INVOKED_METHOD = "org.eclipse.microprofile.rest.client.invokedMethod";

    private static final String CHANGED = "its target was changed after the checks. If a filter changes it, give the filter a "
            + "priority below Integer.MAX_VALUE";

    private RequestRules() {
    }

    /**
     * @return the request target
     * @throws IllegalArgumentException if the request does not go to the sidecar
     */
    static String requestTarget(Service service, ClientRequestContext context) {
        URI uri = context.getUri();
        URI base = service.baseUri();
        if (!base.getScheme().equalsIgnoreCase(uri.getScheme()) || !base.getHost().equalsIgnoreCase(uri.getHost())
                || base.getPort() != uri.getPort() || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "it must go to the Dapr sidecar, and its parameters and filters must not change that");
        }
        if (uri.getRawPath().equals(base.getRawPath()) && service.root().uri().equals(uri.getRawPath() + "/")) {
            // The sidecar requires the slash
            uri = URI.create(base + "/" + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
            context.setUri(uri);
        } else if (uri.getRawPath().endsWith("/") && !endsWithSlash(service, context)) {
            // The target would differ from the declared one, for example all orders instead of one
            throw new IllegalArgumentException(
                    "the path of a call must not end with a slash if the path of its method does not: the last "
                            + "path parameter must not be empty");
        }
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }

    /** The declared path: the path of the method, or the path before it. */
    private static boolean endsWithSlash(Service service, ClientRequestContext context) {
        Path path = context.getProperty(INVOKED_METHOD) instanceof Method method ? method.getAnnotation(Path.class) : null;
        return path == null ? service.endingWithSlash() : path.value().endsWith("/");
    }

    /**
     * @throws IllegalArgumentException if this is not the request to that target
     */
    static void checkSame(ResolvedTarget target, String verb, String requestTarget) {
        if (!requestTarget.equals(target.uri()) || !verb.equals(target.verb().name())) {
            throw new IllegalArgumentException(CHANGED);
        }
    }

    /**
     * @throws IllegalArgumentException if this is not the request to that target, or if it has a header that must not be sent
     */
    static void checkSame(Service service, ResolvedTarget target, HttpClientRequest request) {
        if (!request.getURI().equals(target.uri()) || !request.getMethod().equals(target.verb())
                || !request.getHost().equalsIgnoreCase(service.baseUri().getHost())
                || request.getPort() != service.sidecar().port()) {
            throw new IllegalArgumentException(CHANGED);
        }
        if (!request.headers().isEmpty()) {
            request.headers().forEach(header -> checkHeader(header.getKey(), header.getValue()));
        }
    }

    /**
     * @throws IllegalArgumentException if one of them must not be sent; the message does not repeat its value
     */
    static void checkHeaders(MultivaluedMap<String, Object> headers) {
        for (Map.Entry<String, List<Object>> header : headers.entrySet()) {
            List<Object> values = header.getValue();
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                if (value != null) {
                    checkHeader(header.getKey(), value instanceof String written ? written : text(value));
                }
            }
        }
    }

    /**
     * @param type the content type of the body, {@code null} for none
     */
    static void checkMediaType(MediaType type) {
        if (type != null) {
            RequestHeaders.checkContentType(type.toString());
        }
    }

    /**
     * REST Client does not escape the names of parts and files, so that some names would end the header of their part.
     *
     * @param body {@code null} for none
     */
    static void checkParts(Object body) {
        if (body instanceof QuarkusMultipartForm form) {
            for (QuarkusMultipartFormDataPart part : form) {
                if (!isPlain(part.name()) || !isPlain(part.filename()) || !isPlain(part.mediaType())) {
                    throw new IllegalArgumentException("names, file names and content types of the parts of a form must not "
                            + "contain control characters or quotes");
                }
            }
        }
    }

    private static boolean isPlain(String text) {
        return text == null || text.chars().noneMatch(c -> Character.isISOControl(c) || c == '"');
    }

    /** Reads the parts of the multipart form that is sent. */
    @SuppressWarnings("unchecked")
    private static String text(Object value) {
        return ((HeaderDelegate<Object>) RuntimeDelegate.getInstance().createHeaderDelegate(value.getClass())).toString(value);
    }

    static void checkHeader(String name, String value) {
        if (name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)) {
            // REST Client has no other way to set it
            RequestHeaders.checkContentType(value);
        } else if (OF_EVERY_CALL.contains(name)) {
            RequestHeaders.checkValue(name, value);
        } else {
            RequestHeaders.check(name, value);
        }
    }
}
