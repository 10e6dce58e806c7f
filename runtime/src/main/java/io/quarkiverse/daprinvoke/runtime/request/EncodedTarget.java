package io.quarkiverse.daprinvoke.runtime.request;

import static io.quarkiverse.daprinvoke.runtime.request.TargetSyntax.require;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Checks an encoded path and query by the rules for unencoded ones. Another client has encoded them, with different rules: it
 * may keep dot segments, and encode characters that a sidecar decodes again.
 */
final class EncodedTarget {

    private static final String RULE = "the path of a call must not have empty or dot segments, and its segments must not "
            + "contain control characters or any of / \\ ? # %, encoded or not";

    private EncodedTarget() {
    }

    /**
     * @param uri the request target
     * @param start where the path below {@code /method/} starts
     * @throws IllegalArgumentException if it breaks a rule; the message does not repeat it
     */
    static void check(String uri, int start) {
        require(uri.length() <= TargetSyntax.MAX_LENGTH, TargetSyntax.LENGTH_RULE);
        int query = uri.indexOf('?', start);
        int end = query < 0 ? uri.length() : query;
        int segment = start;
        for (int i = start; i <= end; i++) {
            if (i == end || uri.charAt(i) == '/') {
                checkSegment(uri, segment, i, i == end);
                segment = i + 1;
            }
        }
        for (int i = end + 1; i < uri.length(); i++) {
            char c = uri.charAt(i);
            require(TargetSyntax.isQuery(c) && (c != '%' || isEscape(uri, i, uri.length())), TargetSyntax.QUERY_RULE);
        }
    }

    private static void checkSegment(String uri, int start, int end, boolean last) {
        boolean escaped = false;
        for (int i = start; i < end; i++) {
            char c = uri.charAt(i);
            require(c == '%' ? isEscape(uri, i, end) : TargetSyntax.isPath(c), RULE);
            escaped |= c == '%';
        }
        require(end > start || last, RULE);
        // Most paths contain no escapes, and need no copy
        if (escaped) {
            String text = decoded(uri, start, end);
            require(!TargetSyntax.isDots(text, 0, text.length()), RULE);
            require(text.chars().allMatch(c -> !Character.isISOControl(c) && "/\\?#%".indexOf(c) < 0), RULE);
        } else {
            require(!TargetSyntax.isDots(uri, start, end), RULE);
        }
    }

    private static boolean isEscape(String text, int at, int end) {
        return at + 2 < end && HexFormat.isHexDigit(text.charAt(at + 1)) && HexFormat.isHexDigit(text.charAt(at + 2));
    }

    private static String decoded(String uri, int start, int end) {
        byte[] bytes = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            if (uri.charAt(i) == '%') {
                bytes[length++] = (byte) HexFormat.fromHexDigits(uri, i + 1, i + 3);
                i += 2;
            } else {
                bytes[length++] = (byte) uri.charAt(i);
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the path of a call must be UTF-8");
        }
    }
}
