package io.quarkiverse.daprinvoke.runtime.uri;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What daprd makes of a request target, written after its own source and without the code under test: it routes on the
 * cleaned escaped path, takes what stands before the first {@code /method/} for the app ID, decodes the app ID once more as a
 * query, and hands the rest on as the method.
 *
 * @param appId the app ID it would look up
 * @param method the path that the called application sees, without its leading slash
 * @param rawQuery the query, byte for byte, {@code null} for none
 */
record DaprdRouting(String appId, String method, String rawQuery) {

    private static final String PREFIX = "/v1.0/invoke/";

    /**
     * @throws AssertionError if daprd answers with an error, or if its versions do not agree
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
        // Which of the two is read depends on the version and on the characters of the path
        DaprdRouting raw = split(path);
        DaprdRouting decoded = split(decode(path, false));
        String method = decode(raw.method, false);
        check(raw.appId.equals(decoded.appId) && method.equals(decoded.method), "decoding moves the split");
        check(decode(decoded.appId, true).equals(decoded.appId), "decoding once more changes the app ID");
        check(method.chars().noneMatch(c -> Character.isISOControl(c) || "#?%\\".indexOf(c) >= 0),
                "the method is invalid or read differently later");
        String rooted = "/" + method;
        check(rooted.equals(withTrailingSlashOf(rooted, clean(rooted))), "the application is called elsewhere");
        return new DaprdRouting(decoded.appId, method, question < 0 ? null : requestTarget.substring(question + 1));
    }

    private static DaprdRouting split(String path) {
        String rest = path.substring(PREFIX.length());
        int method = rest.indexOf("/method/");
        check(method > 0, "no app ID is found");
        return new DaprdRouting(decode(rest.substring(0, method), true), rest.substring(method + "/method/".length()), null);
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
