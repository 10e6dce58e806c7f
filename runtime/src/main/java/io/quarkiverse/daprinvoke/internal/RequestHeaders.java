package io.quarkiverse.daprinvoke.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Checks the headers of calls. It refuses headers that the sidecar uses for routing or to identify the caller, headers of the
 * connection, and headers that are set from the call itself.
 */
public final class RequestHeaders {

    public static final String DAPR_API_TOKEN = "dapr-api-token";

    private static final Set<String> REFUSED = Set.of("dapr-app-id", DAPR_API_TOKEN, "host", "content-length", "connection",
            "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "http2-settings", "te", "trailer",
            "proxy-authorization", "proxy-authenticate", "expect", "destination-app-id");

    private static final String BASIC = "basic";
    private static final String APP_ID_USER = "dapr-app-id:";

    /** Its length in Base64. It is a multiple of three, so there is no padding. */
    private static final int ENCODED_LENGTH = APP_ID_USER.length() / 3 * 4;

    private static final String TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~";

    private RequestHeaders() {
    }

    /**
     * @param value the value, each character is a byte
     * @throws IllegalArgumentException if the header must not be sent; the message does not repeat the value
     */
    public static void check(String name, String value) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "The value of a header must not be null: leave the header out");
        checkName(name);
        checkValue(name, value);
    }

    /**
     * @throws IllegalArgumentException if a header of this name must not be sent
     */
    public static void checkName(String name) {
        if (!isToken(name)) {
            throw new IllegalArgumentException(
                    "The name of a header must consist of letters, digits and any of " + TOKEN_CHARACTERS);
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (lowerCase.equals("content-type")) {
            throw new IllegalArgumentException("The content type must not be set as a header: use contentType(..)");
        }
        if (lowerCase.endsWith("-bin")) {
            throw new IllegalArgumentException(
                    "The header " + lowerCase + " must not be sent: the sidecar drops headers whose name ends in -bin");
        }
        if (REFUSED.contains(lowerCase) || lowerCase.startsWith("dapr-caller-") || lowerCase.startsWith("dapr-callee-")) {
            throw new IllegalArgumentException("The header " + lowerCase
                    + " must not be sent: it belongs to the connection or to the sidecar's own routing");
        }
    }

    /**
     * @throws IllegalArgumentException if it is blank or not allowed in a header
     */
    public static void checkContentType(String contentType) {
        if (contentType.isBlank()) {
            throw new IllegalArgumentException("The content type must not be empty");
        }
        checkValue("content-type", contentType);
    }

    /**
     * @param name the name of a header that is allowed
     * @throws IllegalArgumentException if the value contains a character that is not allowed, would not arrive unchanged, or
     *         names an app ID; the message does not repeat it
     */
    public static void checkValue(String name, String value) {
        boolean ascii = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x20 && c != '\t' || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException("The value of the header " + name.toLowerCase(Locale.ROOT)
                        + " contains a character that is not allowed in a header, such as a line break");
            }
            ascii &= c < 0x80;
        }
        if (name.equalsIgnoreCase("authorization") && namesAppId(value)) {
            throw new IllegalArgumentException(
                    "The header authorization must not name dapr-app-id: the sidecar would route the call by it");
        }
        if (!ascii && !isUtf8(value)) {
            throw new IllegalArgumentException("The value of the header " + name.toLowerCase(Locale.ROOT)
                    + " contains non-ASCII bytes that are not UTF-8, which the sidecar requires; encode it");
        }
        if (!value.isEmpty() && (isSpace(value.charAt(0)) || isSpace(value.charAt(value.length() - 1)))) {
            throw new IllegalArgumentException("The value of the header " + name.toLowerCase(Locale.ROOT)
                    + " begins or ends with a space or a tab, which HTTP drops; remove it, or encode it");
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isUtf8(String bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** A loop for speed, because each header of each call is checked. */
    private static boolean isToken(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!isTokenCharacter(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isTokenCharacter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_CHARACTERS.indexOf(c) >= 0;
    }

    /**
     * The sidecar reads an app ID from Basic credentials whose user is dapr-app-id. This check is more lenient than any
     * decoder: it ignores all characters between the letters, and everything after them.
     */
    private static boolean namesAppId(String authorization) {
        String trimmed = authorization.trim();
        if (!trimmed.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        StringBuilder credentials = new StringBuilder();
        for (int i = BASIC.length(); i < trimmed.length() && credentials.length() < ENCODED_LENGTH; i++) {
            char c = trimmed.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '+' || c == '/') {
                credentials.append(c);
            }
        }
        return credentials.length() == ENCODED_LENGTH
                && new String(Base64.getDecoder().decode(credentials.toString()), StandardCharsets.ISO_8859_1)
                        .equalsIgnoreCase(APP_ID_USER);
    }
}
