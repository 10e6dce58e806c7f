package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;

/**
 * Recognizes requests that a browser may have sent for a page of another site. The sidecar calls applications with another
 * {@code Host} and without {@code Origin}, so such a request would pass the checks of these applications.
 */
final class ForeignRequests {

    private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");
    private static final Set<String> FETCH_SITES = Set.of("none", "same-origin");

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "[::1]");

    private ForeignRequests() {
    }

    /**
     * @return why the request is refused, empty if it is not foreign
     */
    static Optional<String> refusal(HttpServerRequest request) {
        if (!hasOwnAuthority(request)) {
            // This detects DNS rebinding: a name that a page has bound to this machine differs from these
            return Optional.of("the Host of the request must be 127.0.0.1, localhost or [::1], with the port of the sidecar");
        }
        if (request.headers().contains(HttpHeaders.ORIGIN)) {
            return Optional.of("the request has the header Origin, which web pages send. If the application sends it, "
                    + "remove it from quarkus.dapr-invoke.propagate-headers and from the call");
        }
        // For requests without Origin, such as those for images
        if (!FETCH_SITES.containsAll(request.headers().getAll(FETCH_SITE))) {
            return Optional.of("its header Sec-Fetch-Site shows that the request comes from a web page");
        }
        return Optional.empty();
    }

    private static boolean hasOwnAuthority(HttpServerRequest request) {
        int port = request.localAddress().port();
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (!isOwnTarget(request.uri(), port) || !hosts.stream().allMatch(host -> isOwn(host, port))) {
            return false;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            HostAndPort authority = request.authority();
            return authority != null && isOwn(authority.host() + ":" + authority.port(), port);
        }
        return hosts.size() == 1;
    }

    /** The authority of a request target in absolute form takes precedence over the header. */
    private static boolean isOwnTarget(String target, int port) {
        if (!target.contains("://") || target.startsWith("/")) {
            return true;
        }
        int end = target.indexOf('/', target.indexOf("://") + 3);
        try {
            String authority = URI.create(end < 0 ? target : target.substring(0, end)).getRawAuthority();
            return authority != null && isOwn(authority, port);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isOwn(String authority, int port) {
        String end = ":" + port;
        return authority.endsWith(end)
                && HOSTS.contains(authority.substring(0, authority.length() - end.length()).toLowerCase(Locale.ROOT));
    }
}
