package io.quarkiverse.daprinvoke.runtime.request;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

import io.vertx.core.http.HttpMethod;

/**
 * The allowed characters of app IDs, method names, queries and verbs, and their encoding in the request line.
 * <p>
 * The sidecar routes by the cleaned path and decodes it, in some versions twice, before it forwards the call. Therefore text
 * that could change its meaning is rejected here, never repaired: dot segments, separators, percent signs, control characters.
 * Messages state the rule and do not repeat the text, which may be untrusted.
 */
final class TargetSyntax {

    static final String APP_ID_RULE = "an app ID must be a name, optionally followed by a dot and a namespace, without white "
            + "space, control characters or any of / \\ ? # % +";
    static final String METHOD_RULE = "a method name must be a path without empty or dot segments, control characters or any "
            + "of \\ # %";
    static final String VALUE_RULE = "the value of a placeholder must be the text of one path segment: not empty, no dot "
            + "segment, without control characters or any of / \\ ? # %";
    static final String VERB_RULE = "the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH";
    static final String QUERY_RULE = "a query must not contain control characters or '#', and each '%' must be followed by two "
            + "hexadecimal digits";

    /**
     * The maximum length of an encoded target. It is larger than the default limit of the sidecar, which can be increased. It
     * is small enough for targets that callers choose.
     */
    static final int MAX_LENGTH = 64 * 1024;
    static final String LENGTH_RULE = "a target can have at most " + MAX_LENGTH + " characters, encoded and with its query";

    private static final Set<String> VERBS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH");

    private static final String UNRESERVED = "-._~";
    private static final String SEGMENT = UNRESERVED + "!$&'()*+,;=:@";
    private static final String PATH = SEGMENT + "/";
    private static final String QUERY = PATH + "?%";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private TargetSyntax() {
    }

    /**
     * @return the verb in upper case
     */
    static HttpMethod verb(String text) {
        return HttpMethod.valueOf(checkVerb(text));
    }

    /**
     * Checks a verb without the verbs of Vert.x, which would slow down the start.
     *
     * @return the verb in upper case
     */
    static String checkVerb(String text) {
        if (VERBS.contains(text)) {
            return text;
        }
        String name = text.toUpperCase(Locale.ROOT);
        // Some non-ASCII letters have an ASCII upper-case form
        require(VERBS.contains(name) && name.equals(asciiUpperCase(text)), VERB_RULE);
        return name;
    }

    /** A loop, because a stream would add some milliseconds to every start. */
    private static String asciiUpperCase(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        return upper.toString();
    }

    /**
     * Checks a whole app ID.
     */
    static void checkAppId(String text) {
        checkAppIdPart(text);
        int dot = text.indexOf('.');
        require(!text.isEmpty() && dot != 0 && dot != text.length() - 1 && dot == text.lastIndexOf('.'), APP_ID_RULE);
    }

    /**
     * Checks the characters of a part of an app ID.
     */
    static void checkAppIdPart(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            require(!Character.isISOControl(c) && !Character.isWhitespace(c) && !Character.isSpaceChar(c)
                    && "/\\?#%+".indexOf(c) < 0, APP_ID_RULE);
        }
        requireWellFormed(text, APP_ID_RULE);
    }

    /**
     * Checks the value of a placeholder, except for dot segments, which depend on the whole path.
     */
    static void checkValue(String text) {
        require(!text.isEmpty() && text.indexOf('/') < 0 && text.indexOf('?') < 0, VALUE_RULE);
        checkPathCharacters(text, VALUE_RULE);
    }

    /**
     * Checks the characters of a part of a method's path.
     */
    static void checkPathPart(String text) {
        checkPathCharacters(text, METHOD_RULE);
    }

    private static void checkPathCharacters(String text, String rule) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            require(!Character.isISOControl(c) && "\\#%".indexOf(c) < 0, rule);
        }
        requireWellFormed(text, rule);
    }

    /**
     * Checks an encoded path below {@code /method/} for dot segments and for empty ones other than the last.
     *
     * @param path the text that ends with the path
     * @param start the index of the path
     */
    static void checkSegments(CharSequence path, int start) {
        int segment = start;
        for (int i = start; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == '/') {
                require(!isDots(path, segment, i) && (i > segment || i == path.length()), METHOD_RULE);
                segment = i + 1;
            }
        }
    }

    /**
     * Whether a segment is a dot segment, with or without path parameters: some servers remove the parameters first, which
     * leaves the dots.
     */
    static boolean isDots(CharSequence path, int start, int end) {
        int i = start;
        while (i < end && path.charAt(i) == '.') {
            i++;
        }
        return i > start && i <= start + 2 && (i == end || path.charAt(i) == ';');
    }

    static void appendAppId(StringBuilder to, String text) {
        appendEncoded(to, text, UNRESERVED);
    }

    /**
     * Appends a part of a path, slashes included.
     */
    static void appendPath(StringBuilder to, String text) {
        appendEncoded(to, text, PATH);
    }

    /**
     * Appends the query of a method name. A well-formed query is not changed.
     */
    static void appendQuery(StringBuilder to, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            require(!Character.isISOControl(c) && c != '#', QUERY_RULE);
            require(c != '%' || i + 2 < text.length() && HexFormat.isHexDigit(text.charAt(i + 1))
                    && HexFormat.isHexDigit(text.charAt(i + 2)), QUERY_RULE);
        }
        requireWellFormed(text, QUERY_RULE);
        appendEncoded(to, text, QUERY);
    }

    /**
     * Appends the name or the value of a query parameter.
     */
    static void appendQueryParameter(StringBuilder to, String text) {
        requireWellFormed(text, "a query parameter must be well-formed Unicode text");
        appendEncoded(to, text, UNRESERVED);
    }

    /**
     * Checks that a part fits within the limit of a target, before it is encoded.
     *
     * @param before the length of the text before it
     */
    static void requireRoom(int before, String text) {
        require(text.length() <= MAX_LENGTH - before, LENGTH_RULE);
    }

    private static void appendEncoded(StringBuilder to, String text, String kept) {
        requireRoom(to.length(), text);
        int plain = 0;
        while (plain < text.length() && isKept(text.charAt(plain), kept)) {
            plain++;
        }
        to.append(text, 0, plain);
        if (plain < text.length()) {
            for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
                if (isKept((char) (b & 0xFF), kept)) {
                    to.append((char) b);
                } else {
                    HEX.toHexDigits(to.append('%'), b);
                }
            }
            // At most one part exceeds the limit, because the next one is refused
            require(to.length() <= MAX_LENGTH, LENGTH_RULE);
        }
    }

    static boolean isPath(char c) {
        return isKept(c, PATH);
    }

    static boolean isQuery(char c) {
        return isKept(c, QUERY);
    }

    private static boolean isKept(char c, String kept) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c < 0x80 && kept.indexOf(c) >= 0;
    }

    /** The sidecar forwards targets as UTF-8, which cannot encode half of a surrogate pair. */
    private static void requireWellFormed(String text, String rule) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else {
                require(!Character.isSurrogate(c), rule);
            }
        }
    }

    static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
