package io.quarkiverse.daprinvoke.torture.replies;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One response as bytes, and what RFC 9112 says about it. Each character is a byte.
 *
 * @param verb the verb of the request
 * @param kind what becomes of it
 * @param head everything up to the empty line behind the last head, interim responses included
 * @param body the framed body
 * @param rest what follows the end of the response
 * @param value the content that the framed body has
 * @param reused whether the connection is kept
 * @param encoded whether the content is compressed, so that it can be read as bytes only
 */
record OddReply(String verb, Kind kind, String head, String body, String rest, String value, boolean reused,
        boolean encoded) {

    /** The outcome of a response whose connection stays open. */
    enum Kind {
        /** Its end is known, and it is read. */
        COMPLETE,
        /** It is read, and ends with the connection. */
        UNTIL_CLOSE,
        /** Its head is refused. */
        UNREADABLE,
        /** Its head is read, and its body is refused. */
        BROKEN,
        /** Its end does not come. */
        ENDLESS
    }

    private static final Pattern STATUS = Pattern.compile("HTTP/\\S+\\s+(\\d{3})");

    /** A response whose end is known, over a connection that is used again. */
    static OddReply complete(String head, String body, String value) {
        return new OddReply("POST", Kind.COMPLETE, head, body, "", value, true, false);
    }

    /** A response without a body to a request with that verb. */
    static OddReply empty(String verb, String head) {
        return new OddReply(verb, Kind.COMPLETE, head, "", "", "", true, false);
    }

    /** A response that ends with its connection. */
    static OddReply untilClose(String head, String body) {
        return new OddReply("POST", Kind.UNTIL_CLOSE, head, body, "", body, false, false);
    }

    /** A response whose head is refused. */
    static OddReply unreadable(String head, String body) {
        return new OddReply("POST", Kind.UNREADABLE, head, body, "", null, false, false);
    }

    /** A response whose body is refused. */
    static OddReply broken(String head, String body) {
        return new OddReply("POST", Kind.BROKEN, head, body, "", null, false, false);
    }

    /** A response that does not come to its end. */
    static OddReply endless(String head, String body) {
        return new OddReply("POST", Kind.ENDLESS, head, body, "", null, false, false);
    }

    /** The same response, with bytes behind it. */
    OddReply then(String rest) {
        return new OddReply(verb, kind, head, body, rest, value, false, encoded);
    }

    /** The same response, whose connection is not used again. */
    OddReply last() {
        return new OddReply(verb, kind, head, body, rest, value, false, encoded);
    }

    /** The same response, whose content is compressed. */
    OddReply compressed() {
        return new OddReply(verb, kind, head, body, rest, value, reused, true);
    }

    byte[] bytes() {
        return (head + body + rest).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Returns the number of bytes of which each end is tried. */
    int length() {
        return head.length() + body.length() + rest.length();
    }

    /**
     * @param length how many bytes of the response arrive before the connection is closed, {@link #length()} also if it stays
     *        open
     * @return the outcome of a call that reads it as this type
     */
    String outcome(ReplyKind type, int length) {
        if (length < head.length() || kind == Kind.UNREADABLE || !head.endsWith("\r\n\r\n")) {
            return "SidecarUnavailableException";
        }
        if (kind == Kind.UNTIL_CLOSE) {
            return whole(type, body.substring(0, length - head.length()));
        }
        if (kind == Kind.COMPLETE && length >= head.length() + body.length()) {
            return whole(type, value);
        }
        return isWanted(type) ? "IncompleteResponseException" : unwanted();
    }

    private String whole(ReplyKind type, String content) {
        if (!isWanted(type)) {
            return unwanted();
        }
        if (encoded && !type.takesEncoded()) {
            return "ResponseDecodingException";
        }
        if (type == ReplyKind.JSON && !content.isEmpty()) {
            return content.matches("\\{.*}") ? "=" + content.replace(" ", "") : "ResponseDecodingException";
        }
        return "=" + content;
    }

    private boolean isWanted(ReplyKind type) {
        return type == ReplyKind.EXCHANGE || status().startsWith("2");
    }

    private String unwanted() {
        return "InvocationStatusException " + status();
    }

    private String status() {
        Matcher matcher = STATUS.matcher(head);
        String status = "";
        while (matcher.find()) {
            status = matcher.group(1);
        }
        return status;
    }

    @Override
    public String toString() {
        String text = head + body + rest;
        String start = text.length() < 160 ? text : text.substring(0, 100) + "..." + text.substring(text.length() - 30);
        StringBuilder name = new StringBuilder(verb).append(' ');
        for (char c : start.toCharArray()) {
            name.append(c == '\r' ? "\\r" : c == '\n' ? "\\n" : c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : c);
        }
        return name.toString();
    }
}
