package io.quarkiverse.daprinvoke.runtime.request;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * The intended target of a call.
 *
 * @param segments the segments of the method's path
 * @param query the query as it is on the wire, {@code null} for none
 */
record Meant(String verb, String appId, List<String> segments, String query) {

    private static final String UNRESERVED = "-._~";

    Meant(String verb, String appId, String path, String query) {
        this(verb, appId, List.of(path.split("/", -1)), query);
    }

    static Meant ofMethod(String text) {
        String relative = text.startsWith("/") ? text.substring(1) : text;
        String[] pathAndQuery = relative.split("\\?", 2);
        return new Meant("POST", "a", pathAndQuery[0], pathAndQuery.length == 1 ? null : queryOf(pathAndQuery[1]));
    }

    /** Allowed characters of a query are not changed, including escapes. */
    static String queryOf(String text) {
        return text.isEmpty() ? null : encoded(text, UNRESERVED + "!$&'()*+,;=:@/?%");
    }

    /** The name or the value of a query parameter. */
    static String parameter(String text) {
        return encoded(text, UNRESERVED);
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean stays = c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0);
            if (stays) {
                encoded.append(c);
            } else {
                HexFormat.of().withUpperCase().toHexDigits(encoded.append('%'), b);
            }
        }
        return encoded.toString();
    }
}
