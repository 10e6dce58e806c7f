package io.quarkiverse.daprinvoke.runtime.request;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The interpretation of a request target by daprd, derived from its source and independent of the code under test.
 * <p>
 * Every version routes on the cleaned escaped path, uses the text before the first {@code /method/} as the app ID, decodes it
 * like a query, and creates the URL of the call from the rest. Versions differ in whether they split the path as it came or
 * decoded (which also depends on the characters in it), and in what they do with the method:
 * <ul>
 * <li>old ones (up to 1.17.4) forward it unchanged, so that a number sign or a question mark cuts it, and the application
 * resolves dot segments,</li>
 * <li>new ones refuse those signs and control characters, and resolve dot segments and empty segments themselves.</li>
 * </ul>
 *
 * @param appId the app ID it would look up, or the URL it would call
 * @param method the path that the called application sees, without its leading slash
 * @param rawQuery the query, byte for byte, {@code null} for none
 */
record DaprdRouting(String appId, String method, String rawQuery) {

    private static final String PREFIX = "/v1.0/invoke/";

    /**
     * @throws AssertionError if some version answers with an error, or if not all find the same
     */
    static DaprdRouting of(String requestTarget) {
        for (char c : requestTarget.toCharArray()) {
            check(c > 0x20 && c < 0x7F, "the request line is not plain ASCII without spaces");
        }
        check(requestTarget.indexOf('#') < 0, "there is a fragment");
        int question = requestTarget.indexOf('?');
        String path = question < 0 ? requestTarget : requestTarget.substring(0, question);
        check(path.equals(withTrailingSlashOf(path, clean(path))), "the router sees another path");
        check(path.startsWith(PREFIX), "another API is called");
        String query = question < 0 ? null : requestTarget.substring(question + 1);
        String decodedPath = decode(path, false);
        DaprdRouting routing = old(decodedPath, query);
        check(routing.equals(old(path, query)), "old versions do not agree");
        // They drop a slash at the end
        int end = routing.method.endsWith("/") ? routing.method.length() - 1 : routing.method.length();
        DaprdRouting withoutSlash = new DaprdRouting(routing.appId, routing.method.substring(0, end), query);
        check(withoutSlash.equals(current(decodedPath, query)), "old and new versions do not agree");
        check(withoutSlash.equals(current(path, query)), "new versions do not agree");
        check(routing.method.indexOf('\\') < 0, "some applications take a backslash for a slash");
        return routing;
    }

    /**
     * @param path the path, decoded or not
     */
    static DaprdRouting old(String path, String query) {
        DaprdRouting split = split(path);
        String method = split.method.split("#", 2)[0];
        int question = method.indexOf('?');
        return new DaprdRouting(split.appId, decode(question < 0 ? method : method.substring(0, question), false),
                question < 0 ? query : method.substring(question + 1));
    }

    /**
     * @param path the path, decoded or not
     */
    static DaprdRouting current(String path, String query) {
        DaprdRouting split = split(path);
        check(split.method.chars().noneMatch(c -> Character.isISOControl(c) || c == '#' || c == '?'), "the method is invalid");
        return new DaprdRouting(split.appId, decode(clean("/" + split.method).substring(1), false), query);
    }

    private static DaprdRouting split(String path) {
        String rest = path.substring(PREFIX.length());
        int method = rest.indexOf("/method/");
        check(method > 0, "no app ID is found");
        String appId = decode(rest.substring(0, method), true);
        check(appId.charAt(0) != '/' && appId.chars().noneMatch(c -> c < 0x20 && c != '\t' || c == 0x7F)
                && (appId.matches("https?://.*") || appId.indexOf('.') == appId.lastIndexOf('.')), "the app ID is invalid");
        return new DaprdRouting(appId, rest.substring(method + "/method/".length()), null);
    }

    /** Go's {@code path.Clean} of a rooted path. */
    static String clean(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String withTrailingSlashOf(String path, String cleaned) {
        return path.endsWith("/") && !cleaned.equals("/") ? cleaned + "/" : cleaned;
    }

    /** Go's {@code url.PathUnescape} or {@code url.QueryUnescape}, of text that is UTF-8 in the end. */
    static String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0 && (!plusIsSpace || text.indexOf('+') < 0)) {
            return text;
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(encoded.length);
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] == '%') {
                check(i + 2 < encoded.length, "an escape is cut off");
                decoded.put((byte) (digit(encoded[i + 1]) << 4 | digit(encoded[i + 2])));
                i += 2;
            } else {
                decoded.put(plusIsSpace && encoded[i] == '+' ? (byte) ' ' : encoded[i]);
            }
        }
        try {
            CharBuffer characters = StandardCharsets.UTF_8.newDecoder().decode(decoded.flip());
            return characters.toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("an escape is no UTF-8", e);
        }
    }

    private static int digit(byte b) {
        int digit = "0123456789ABCDEF".indexOf(b);
        check(digit >= 0, "an escape has no upper-case hexadecimal digits");
        return digit;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
