package io.quarkiverse.daprinvoke.test.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;

/**
 * The rules for requests on the wire, from HTTP/1.1 and Dapr's service invocation. Requests must not contain anything
 * unexpected. The rules share no code with the extension.
 */
public final class WireRules {

    private static final String ESCAPE = "%[0-9A-Fa-f]{2}";
    private static final String APP_ID = "(?:[A-Za-z0-9._~-]|" + ESCAPE + ")+";
    private static final String SEGMENTS = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|" + ESCAPE + ")*";
    private static final String QUERY = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|" + ESCAPE + ")*";
    private static final Pattern REQUEST_LINE = Pattern.compile("(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|TRACE|PATCH) "
            + "/v1\\.0/invoke/(" + APP_ID + ")/method/(" + SEGMENTS + ")(?:\\?" + QUERY + ")? HTTP/1\\.1");

    /** In the place of an app ID. */
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9_~-]+)*");

    private static final Pattern HEADER = Pattern
            .compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\\t\\x20-\\x7e\\x80-\\xff]*)");

    private static final Set<String> ONCE = Set.of("host", "content-type", "content-length", "dapr-api-token",
            "transfer-encoding");
    private static final Set<String> FORBIDDEN = Set.of("connection", "keep-alive", "proxy-connection", "upgrade",
            "http2-settings", "te", "trailer", "proxy-authorization", "proxy-authenticate", "expect", "destination-app-id");
    /** Clients like to add these by themselves. */
    private static final Set<String> UNASKED = Set.of("user-agent", "accept", "accept-encoding", "accept-charset", "origin",
            "referer", "date", "cache-control", "pragma");

    private WireRules() {
    }

    /**
     * @param authority what the header Host must say
     * @return the rules that the request breaks, in words
     */
    public static List<String> broken(Request request, String authority) {
        List<String> broken = new ArrayList<>();
        checkLines(request, broken);
        checkRequestLine(request.requestLine(), broken);
        checkHeaders(request, authority, broken);
        checkBody(request, broken);
        return broken;
    }

    private static void checkLines(Request request, List<String> broken) {
        for (String line : request.lines()) {
            if (!line.endsWith("\r\n")) {
                broken.add("a line ends with CR LF");
            }
        }
    }

    private static void checkRequestLine(String line, List<String> broken) {
        Matcher matcher = REQUEST_LINE.matcher(line);
        if (!matcher.matches()) {
            broken.add("the request line is VERB /v1.0/invoke/<app ID>/method/<method>[?<query>] HTTP/1.1");
            return;
        }
        String appId = decoded(matcher.group(1));
        if (appId == null || !URL.matcher(appId).matches()) {
            checkSegment(matcher.group(1), broken);
        }
        String[] segments = matcher.group(2).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (!segments[i].isEmpty()) {
                checkSegment(segments[i], broken);
            } else if (i < segments.length - 1) {
                broken.add("no segment but the last is empty");
            }
        }
    }

    private static void checkSegment(String segment, List<String> broken) {
        String decoded = decoded(segment);
        if (decoded == null) {
            broken.add("a segment is UTF-8");
        } else if (decoded.equals(".") || decoded.equals("..")) {
            broken.add("no segment is a dot segment");
        } else if (decoded.chars().anyMatch(c -> Character.isISOControl(c) || "/\\%?#".indexOf(c) >= 0)) {
            broken.add("no segment holds, encoded, a control character or any of / \\ % ? #");
        }
    }

    /**
     * @return the text of an encoded part of the path, {@code null} if it is not UTF-8
     */
    public static String decoded(String encoded) {
        byte[] bytes = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            boolean escape = encoded.charAt(i) == '%';
            bytes[length++] = escape ? (byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3) : (byte) encoded.charAt(i);
            i += escape ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static void checkHeaders(Request request, String authority, List<String> broken) {
        List<String> names = new ArrayList<>();
        for (String line : request.headers()) {
            Matcher matcher = HEADER.matcher(line);
            if (!matcher.matches()) {
                broken.add("a header is one line: a name, a colon and a value");
                continue;
            }
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            names.add(name);
            if (FORBIDDEN.contains(name) || name.endsWith("-bin")
                    || name.startsWith("dapr-") && !name.equals("dapr-api-token")) {
                broken.add("the header " + name + " is not sent to a sidecar");
            }
            if (UNASKED.contains(name)) {
                broken.add("the header " + name + " was not asked for");
            }
            if (name.equals("authorization") && namesAppId(matcher.group(2).trim())) {
                broken.add("no credentials name an app ID");
            }
        }
        for (String name : ONCE) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                broken.add("the header " + name + " is sent once");
            }
        }
        if (!request.header("host").equals(List.of(authority))) {
            broken.add("the header host names this server");
        }
    }

    private static boolean namesAppId(String authorization) {
        if (!authorization.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return false;
        }
        String credentials = new String(Base64.getMimeDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        return credentials.toLowerCase(Locale.ROOT).startsWith("dapr-app-id:");
    }

    private static void checkBody(Request request, List<String> broken) {
        List<String> length = request.header("content-length");
        List<String> encoding = request.header("transfer-encoding");
        if (!length.isEmpty() && !encoding.isEmpty()) {
            broken.add("content-length and transfer-encoding exclude each other");
        }
        if (length.isEmpty() && encoding.isEmpty() && !request.header("content-type").isEmpty()) {
            broken.add("without a body there is no content-type");
        }
        for (String value : length) {
            if (!value.equals(Integer.toString(request.body().length)) && encoding.isEmpty()) {
                broken.add("content-length is the length of the body");
            }
        }
        for (String value : encoding) {
            if (!value.equals("chunked")) {
                broken.add("the only transfer-encoding is chunked");
            }
        }
        if (encoding.isEmpty()) {
            return;
        }
        List<String> framing = request.lines().stream().skip(request.headers().size() + 2).toList();
        for (int i = 0; i < framing.size(); i++) {
            boolean size = i % 2 == 0;
            if (!framing.get(i).matches(size ? "[0-9A-Fa-f]{1,8}\\r\\n" : "\\r\\n")) {
                broken.add("a chunk is a size, a line end, that many bytes and a line end");
            }
        }
        if (framing.size() < 2 || !framing.get(framing.size() - 2).matches("0+\\r\\n")) {
            broken.add("a chunk of size zero is the last");
        }
    }
}
