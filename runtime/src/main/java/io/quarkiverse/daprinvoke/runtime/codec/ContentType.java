package io.quarkiverse.daprinvoke.runtime.codec;

import java.util.Locale;

/**
 * The parts of the header Content-Type that the extension uses (RFC 9110, 8.3).
 *
 * @param mediaType the media type in lower case, empty if there is none
 * @param charset the charset as it was written, {@code null} if there is none
 */
public record ContentType(String mediaType, String charset) {

    /**
     * @param header the value of the header, may be {@code null}
     */
    public static ContentType parse(String header) {
        if (header == null) {
            return new ContentType("", null);
        }
        int end = end(header, 0);
        String mediaType = header.substring(0, end).trim().toLowerCase(Locale.ROOT);
        while (end < header.length()) {
            int start = end + 1;
            end = end(header, start);
            int equals = header.indexOf('=', start);
            if (equals >= 0 && equals < end && header.substring(start, equals).trim().equalsIgnoreCase("charset")) {
                return new ContentType(mediaType, unquoted(header.substring(equals + 1, end).trim()));
            }
        }
        return new ContentType(mediaType, null);
    }

    /**
     * @return the end of the part that begins there: a semicolon within quotes belongs to it
     */
    private static int end(String header, int start) {
        boolean quoted = false;
        for (int i = start; i < header.length(); i++) {
            char c = header.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == ';' && !quoted) {
                return i;
            }
        }
        return header.length();
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || value.charAt(value.length() - 1) != '"') {
            return value;
        }
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
