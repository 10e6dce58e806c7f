package io.quarkiverse.daprinvoke.deployment.devservices;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;

/**
 * Where an application listens.
 *
 * @param path what comes before the path of each call: empty, or a path without a trailing slash
 */
record BaseUrl(boolean ssl, String host, int port, String path) {

    /**
     * @param property the property that holds the value, for the error message, which does not repeat the value because a
     *        URL may hold a password
     */
    static BaseUrl parse(String property, String value) {
        URI uri;
        try {
            uri = new URI(value.strip());
        } catch (URISyntaxException e) {
            throw invalid(property, "it is not a URL");
        }
        if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw invalid(property, "it does not start with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw invalid(property, "it has no valid host and port");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw invalid(property, "it may hold a host, a port and a path only");
        }
        boolean ssl = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : ssl ? 443 : 80;
        return new BaseUrl(ssl, uri.getHost(), port, uri.getRawPath().replaceAll("/+$", ""));
    }

    private static ConfigurationException invalid(String property, String reason) {
        return new ConfigurationException(property + " is not a base URL such as http://localhost:8090: " + reason,
                Set.of(property));
    }

    RequestOptions request(String pathAndQuery) {
        return new RequestOptions()
                // The brackets of an IPv6 address belong to the Host header, not to the address
                .setServer(SocketAddress.inetSocketAddress(port, host.replaceAll("[\\[\\]]", "")))
                .setSsl(ssl).setHost(host).setPort(port)
                .setURI(path + pathAndQuery);
    }

    @Override
    public String toString() {
        return (ssl ? "https://" : "http://") + host + ":" + port + path;
    }
}
