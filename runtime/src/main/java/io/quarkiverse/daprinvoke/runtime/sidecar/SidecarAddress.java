package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.vertx.core.net.SocketAddress;

/**
 * The base address of a Dapr sidecar.
 *
 * @param ssl whether it uses TLS
 * @param host its host, an IPv6 address without brackets
 * @param port its port
 * @param basePath the path before {@code /v1.0}, empty or with a leading and without a trailing slash
 * @param socketPath the absolute path of its Unix domain socket; host and port are then used in requests only; {@code null} if
 *        it listens on a host and a port
 */
public record SidecarAddress(boolean ssl, String host, int port, String basePath, String socketPath) {

    /** The properties that name a sidecar, apart from the extension's own; Dapr's environment variables map to them. */
    public static final String HTTP_ENDPOINT = "dapr.http.endpoint";
    public static final String HTTP_PORT = "dapr.http.port";
    public static final String SIDECAR_IP = "dapr.sidecar.ip";
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final int DEFAULT_PORT = 3500;
    private static final String UNIX = "unix:";

    /**
     * A name and an optional port. {@link URI} has no host for names with underscores, which containers can have, and then does
     * not check the authority. Therefore only letters and digits, with dashes and underscores between them, are accepted.
     */
    private static final String NAME_WITH_UNDERSCORES = "(?=[^:]*_)\\w([\\w-]*\\w)?(\\.\\w([\\w-]*\\w)?)*\\.?(:\\d{0,5})?";

    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}");

    public SidecarAddress(boolean ssl, String host, int port, String basePath) {
        this(ssl, host, port, basePath, null);
    }

    /**
     * @param address {@code http://host[:port][/path]}, or with https, or {@code unix:} and the absolute path of a socket
     * @throws IllegalArgumentException if it is not an address; the message does not repeat it, because it may contain
     *         credentials
     */
    public static SidecarAddress parse(String address) {
        String trimmed = address.trim();
        if (!trimmed.startsWith(UNIX)) {
            return parseUrl(address);
        }
        // With an empty host, as in gRPC, or without
        String path = trimmed.substring(trimmed.startsWith(UNIX + "///") ? UNIX.length() + 2 : UNIX.length());
        if (!path.startsWith("/") || path.startsWith("//") || path.endsWith("/")) {
            throw new IllegalArgumentException("unix: is not followed by the absolute path of a socket");
        }
        return new SidecarAddress(false, "localhost", 80, "", path);
    }

    /**
     * @param address {@code http://host[:port][/path]}, or with https
     * @throws IllegalArgumentException if it is not an address; the message does not repeat it, because it may contain
     *         credentials
     */
    public static SidecarAddress parseUrl(String address) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(address)) {
            throw new IllegalArgumentException("it is not a URL: it is not well-formed text");
        }
        URI uri;
        try {
            // Parsed twice: the first URI may contain non-ASCII letters, which are not allowed in a request line
            uri = new URI(new URI(address.trim()).toASCIIString());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("it is not a URL: " + e.getReason());
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("it does not start with http:// or https://");
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("it must not contain user information");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("it must not contain a query or a fragment");
        }
        String host = uri.getHost();
        int port = uri.getPort();
        if (host == null && authority != null && authority.matches(NAME_WITH_UNDERSCORES)) {
            String[] parts = authority.split(":");
            host = parts[0];
            port = parts.length == 1 ? -1 : Integer.parseInt(parts[1]);
        }
        if (host == null || port == 0 || port > 65535) {
            throw new IllegalArgumentException("it does not name a valid host and port");
        }
        if (host.indexOf('%') >= 0) {
            // Connections would ignore the zone, and so reach another host or none
            throw new IllegalArgumentException("it must not contain the zone of an IPv6 address: use an address without one");
        }
        boolean ssl = scheme.equals("https");
        return new SidecarAddress(ssl, withoutBrackets(host), port >= 0 ? port : ssl ? 443 : 80, path(uri.getRawPath()));
    }

    private static String path(String raw) {
        int end = raw.length();
        while (end > 0 && raw.charAt(end - 1) == '/') {
            end--;
        }
        String path = raw.substring(0, end);
        // The first segment is the text before the leading slash
        String[] segments = path.split("/");
        for (int i = 1; i < segments.length; i++) {
            String segment = segments[i].toLowerCase(Locale.ROOT).replace("%2e", ".");
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("its path must not contain empty or dot segments");
            }
        }
        return path;
    }

    /**
     * @param endpoint the configured endpoint
     * @param properties the value of a property, from any configuration source
     * @return the configured endpoint, else the address in the environment variables of Dapr, else port 3500 of this host
     * @throws IllegalArgumentException if the configured value is not an address; the message names the property
     */
    public static SidecarAddress resolve(Optional<String> endpoint, Function<String, Optional<String>> properties) {
        if (endpoint.isPresent()) {
            return parse("quarkus.dapr-invoke.endpoint", endpoint.get());
        }
        Optional<String> daprEndpoint = properties.apply(HTTP_ENDPOINT);
        if (daprEndpoint.isPresent()) {
            return parse("DAPR_HTTP_ENDPOINT", daprEndpoint.get());
        }
        Optional<String> daprPort = properties.apply(HTTP_PORT);
        int port = daprPort.isPresent() ? port(daprPort.get()) : DEFAULT_PORT;
        Optional<String> ip = properties.apply(SIDECAR_IP);
        if (ip.isEmpty()) {
            return new SidecarAddress(false, DEFAULT_HOST, port, "");
        }
        String host = withoutBrackets(ip.get());
        SidecarAddress address = parse("DAPR_SIDECAR_IP",
                "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port);
        if (!address.host().equals(host) || !address.basePath().isEmpty()) {
            throw new IllegalArgumentException("DAPR_SIDECAR_IP is not the address of a sidecar: it must be a host only");
        }
        return address;
    }

    private static SidecarAddress parse(String property, String address) {
        try {
            return parse(address);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(property + " is not the address of a sidecar: " + e.getMessage());
        }
    }

    private static String withoutBrackets(String host) {
        String trimmed = host.trim();
        return trimmed.startsWith("[") && trimmed.endsWith("]") ? trimmed.substring(1, trimmed.length() - 1) : trimmed;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.trim());
            if (port > 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number that is not a port
        }
        throw new IllegalArgumentException("DAPR_HTTP_PORT is not a port number: [" + text + "]");
    }

    /**
     * @return whether both are the same server
     */
    public boolean sameOrigin(SidecarAddress other) {
        return ssl == other.ssl && port == other.port && host.equalsIgnoreCase(other.host)
                && Objects.equals(socketPath, other.socketPath);
    }

    /**
     * @return whether the address is certainly on this host: names other than {@code localhost} are not resolved
     */
    public boolean isLoopback() {
        if (host.indexOf(':') < 0 && !IPV4.matcher(host).matches()) {
            String name = host.toLowerCase(Locale.ROOT);
            return name.equals("localhost") || name.endsWith(".localhost");
        }
        try {
            // Not resolved, because it is an IP address
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * @return the host in the syntax of URLs and of the header {@code host}
     */
    public String uriHost() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /**
     * @return the address to connect to, {@code null} if it is {@link #uriHost()} and the port
     */
    public SocketAddress server() {
        if (socketPath != null) {
            return SocketAddress.domainSocketAddress(socketPath);
        }
        return host.indexOf(':') >= 0 ? SocketAddress.inetSocketAddress(port, host) : null;
    }

    @Override
    public String toString() {
        return socketPath != null ? UNIX + socketPath : (ssl ? "https://" : "http://") + uriHost() + ":" + port + basePath;
    }
}
