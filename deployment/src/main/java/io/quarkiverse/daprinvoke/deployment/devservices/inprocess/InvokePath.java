package io.quarkiverse.daprinvoke.deployment.devservices.inprocess;

import static java.util.function.Predicate.not;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.RefusedInvocationException;

/**
 * The parts of the path {@code /v1.0/invoke/<app ID>/method/<path>}.
 *
 * @param appId the app ID, decoded
 * @param path the path to call, with a leading slash, percent-encoded as the caller sent it
 */
record InvokePath(String appId, String path) {

    private static final Pattern SLASHES = Pattern.compile("/+");
    // Dapr refuses these in a method: # and ?, control characters, and escapes that are invalid after decoding
    private static final Pattern REFUSED = Pattern.compile(
            "#|%23|%3[Ff]|%[01]\\p{XDigit}|%7[Ff]|%(?!\\p{XDigit}{2})|%25(?!\\p{XDigit}{2})");
    // Dapr decodes the path once before it builds the path of the call. This makes a difference for these two only
    private static final Pattern DECODED = Pattern.compile("%2[Ff]|%25");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(\\.|%2[Ee]){1,2}");

    /**
     * @param rawPath the path as it is in the request line
     * @return empty if this is not the path of an invocation
     * @throws RefusedInvocationException if Dapr would refuse the method, or if the method has a dot segment
     */
    static Optional<InvokePath> parse(String rawPath) throws RefusedInvocationException {
        List<String> segments = segments(rawPath);
        if (segments.size() < 4 || !segments.get(0).equals("v1.0") || !segments.get(1).equals("invoke")) {
            return Optional.empty();
        }
        int method = 3 + segments.subList(3, segments.size()).indexOf("method");
        boolean missing = method < 3 || method == segments.size() - 1 && !rawPath.endsWith("/");
        if (missing || segments.subList(0, method).stream().anyMatch(InvokePath::isDotSegment)) {
            return Optional.empty();
        }
        String appId = decode(String.join("/", segments.subList(2, method)));
        return Optional.of(new InvokePath(appId, method(appId, segments.subList(method + 1, segments.size()))));
    }

    private static String method(String appId, List<String> segments) throws RefusedInvocationException {
        String method = String.join("/", segments);
        if (REFUSED.matcher(method).find()) {
            throw new RefusedInvocationException(appId, "invalid method: it contains a character that Dapr refuses");
        }
        List<String> decoded = segments(DECODED.matcher(method).replaceAll(e -> e.group().equals("%25") ? "%" : "/"));
        if (decoded.stream().anyMatch(InvokePath::isDotSegment)) {
            // Dapr resolves them, which leads to a method other than the one in the path, or to another API of the sidecar
            throw new RefusedInvocationException(appId, "invalid method: it contains a dot segment");
        }
        return "/" + String.join("/", decoded);
    }

    /** The method as the called application sees it, without leading slash. */
    String decodedMethod() {
        return decode(path.substring(1));
    }

    private static List<String> segments(String path) {
        return SLASHES.splitAsStream(path).filter(not(String::isEmpty)).toList();
    }

    private static boolean isDotSegment(String segment) {
        return DOT_SEGMENT.matcher(segment).matches();
    }

    private static String decode(String text) {
        try {
            // A plus sign is no space here: this is a path, not a form
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // No application has such an ID, and the error message shows it
            return text;
        }
    }
}
