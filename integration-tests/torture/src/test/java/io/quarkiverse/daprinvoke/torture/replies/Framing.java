package io.quarkiverse.daprinvoke.torture.replies;

import static io.quarkiverse.daprinvoke.torture.replies.OddReply.broken;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.complete;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.empty;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.endless;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.unreadable;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.untilClose;

import java.util.ArrayList;
import java.util.List;

/**
 * Responses that are odd in where they end: content lengths, transfer encodings, chunks, statuses without a body.
 */
final class Framing {

    /** The content of most responses, which is text as well as JSON. */
    static final String VALUE = "{\"n\":1}";
    static final String CHUNKS = "3\r\n{\"n\r\n4\r\n\":1}\r\n0\r\n\r\n";
    static final String OK = "HTTP/1.1 200 OK\r\n";
    static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    private Framing() {
    }

    static String head(String... lines) {
        return OK + String.join("\r\n", lines) + "\r\n\r\n";
    }

    static List<OddReply> contentLengths() {
        List<OddReply> all = new ArrayList<>();
        for (String line : List.of("Content-Length: 7", "content-length:7", "CONTENT-LENGTH:\t 7 \t", "Content-Length: 007",
                "Content-Length: " + "0".repeat(300) + "7", "Content-Length: 7\r\nContent-Length-X: 3",
                "X-Content-Length: 3\r\nContent-Length: 7")) {
            all.add(complete(head(line), VALUE, VALUE));
        }
        all.add(complete(head("Content-Length: 0"), "", ""));
        // Shorter than what comes
        all.add(complete(head("Content-Length: 3"), "{\"n", "{\"n").then("\":1}"));
        all.add(complete(head("Content-Length: 0"), "", "").then(VALUE));
        for (String length : List.of("-7", "+7", "0x7", "7.0", "7e0", "seven", "7 7", "7,", ",7", "7;7", "'7'", "7\u00b9", "",
                "7, 7", "7,7", "7, 8", "7\r\nContent-Length: 7", "7\r\nContent-Length: 8", "8\r\nContent-Length: 7",
                "7\r\ncontent-length:\t7", "9223372036854775808", "99999999999999999999999", "-9223372036854775808")) {
            all.add(unreadable(head("Content-Length: " + length), VALUE));
        }
        // Of an old protocol as well, whose connection would be kept
        for (String lengths : List.of("7\r\nContent-Length: 3", "3\r\nContent-Length: 7", "3, 7", "7\r\nContent-Length: x")) {
            all.add(unreadable("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: " + lengths + "\r\n\r\n", VALUE));
        }
        // More than comes
        for (String length : List.of("8", "2147483647", "2147483648", "4294967303", "9223372036854775807")) {
            all.add(endless(head("Content-Length: " + length), VALUE));
        }
        return all;
    }

    static List<OddReply> transferEncodings() {
        List<OddReply> all = new ArrayList<>();
        for (String line : List.of("Transfer-Encoding: chunked", "transfer-encoding:CHUNKED", "Transfer-Encoding:\t chunked \t",
                "Content-Length-X: 3\r\nTransfer-Encoding: chunked")) {
            all.add(complete(head(line), CHUNKS, VALUE));
        }
        for (String lines : List.of("Content-Length: 7\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 7", "Transfer-Encoding: chunked\r\nContent-Length: 0",
                "Transfer-Encoding:\r\nContent-Length: 7", "Transfer-Encoding: identity\r\nContent-Length: 7",
                "Transfer-Encoding: identity", "Transfer-Encoding: gzip", "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked, gzip", "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked", "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding: chunkedchunked", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunkedx",
                "Transfer-Encoding: \"chunked\"", "Transfer-Encoding: chunked;q=1", "Transfer-Encoding: chunked,",
                "Transfer-Encoding: ,chunked", "Transfer-Encoding: chunked\r\n abc", "Transfer-Encoding: x\r\n chunked",
                "Transfer-Encoding: \u000bchunked", "Transfer-Encoding: chun\0ked", "Transfer-Encoding chunked",
                "Transfer-Encoding: ")) {
            all.add(unreadable(head(lines), CHUNKS));
        }
        all.add(unreadable("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNKS));
        all.add(unreadable(
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n",
                CHUNKS));
        return all;
    }

    static List<OddReply> chunks() {
        List<OddReply> all = new ArrayList<>();
        String last = "0\r\n\r\n";
        for (String size : List.of("7", "07", "0".repeat(500) + "7", "7;", "7;a", "7;a=b", "7;a=b;c;d=e", "7;a=\"b\"",
                "7;a=\"b;c\"",
                "7;a=\"\\\"\"", "7 ;a", "7; a = b", "7;" + "a".repeat(20_000))) {
            all.add(complete(CHUNKED, size + "\r\n" + VALUE + "\r\n" + last, VALUE));
        }
        String long10 = "{\"n\":1   }";
        String long26 = "{\"n\":1" + " ".repeat(19) + "}";
        all.add(complete(CHUNKED, "A\r\n" + long10 + "\r\n" + last, long10));
        all.add(complete(CHUNKED, "a\r\n" + long10 + "\r\n" + last, long10));
        all.add(complete(CHUNKED, "1a\r\n" + long26 + "\r\n" + last, long26));
        all.add(complete(CHUNKED, "1A;x\r\n" + long26 + "\r\n" + last, long26));
        for (String end : List.of("0", "00", "0".repeat(100), "0;a", "0;a=\"b\"")) {
            all.add(complete(CHUNKED, "7\r\n" + VALUE + "\r\n" + end + "\r\n\r\n", VALUE));
        }
        all.add(complete(CHUNKED, last, ""));
        StringBuilder single = new StringBuilder();
        VALUE.chars().forEach(c -> single.append("1\r\n").append((char) c).append("\r\n"));
        all.add(complete(CHUNKED, single + last, VALUE));
        // The content of a chunk looks like framing
        all.add(complete(CHUNKED, "10\r\n\r\n0\r\n\r\nHTTP/1.1 \r\n" + last, "\r\n0\r\n\r\nHTTP/1.1 "));
        for (String size : List.of("", "g", "x7", "0x7", "+7", "-7", "-1", "7x", "7.0", ";a", "\"7\"", "\u00b97",
                "80000000", "ffffffff", "100000007", "FFFFFFFFFFFFFFFF", "10000000000000007", "f".repeat(1000),
                "7;a=\"b", "7;a=b\n", "7\n", "7;" + "a".repeat(100_000), "0".repeat(100_000))) {
            all.add(broken(CHUNKED, size + (size.endsWith("\n") ? "" : "\r\n") + VALUE + "\r\n" + last));
        }
        // The end of the chunk is not where its size says
        for (String chunk : List.of("6\r\n" + VALUE + "\r\n", "8\r\n" + VALUE + "\r\n", "7\r\n" + VALUE + "\n",
                "7\r\n" + VALUE + "\r", "7\r\n" + VALUE, "7\r\n" + VALUE + " \r\n", "7\r\n" + VALUE + "\n\r\n")) {
            all.add(broken(CHUNKED, chunk + last));
        }
        // No last chunk, or not the end of it
        for (String end : List.of("", "0", "0\r\n", "0\r\n\r", "0\r\nX: y\r\n", "7\r\n", "7\r\n{\"n")) {
            all.add(endless(CHUNKED, "7\r\n" + VALUE + "\r\n" + end));
        }
        return all;
    }

    static List<OddReply> trailers() {
        List<OddReply> all = new ArrayList<>();
        String body = "7\r\n" + VALUE + "\r\n0\r\n";
        for (String trailers : List.of("X: y", "X: y\r\nX: z", "X:", "Content-Length: 3", "Transfer-Encoding: chunked",
                "Host: a",
                "Trailer: X", "Content-Type: text/plain", "Connection: close", "X: y\r\n folded", "X: " + "y".repeat(20_000),
                "Set-Cookie: a=b")) {
            // Some of them are forbidden, and none has an effect
            all.add(complete(CHUNKED, body + trailers + "\r\n\r\n", VALUE));
        }
        for (String trailers : List.of("no-colon", "no colon", ": y", "X: a\0b", "X: a\rb", "X\0: y", " X: y", "X: y\n",
                "HTTP/1.1 200 OK: x",
                "X: " + "y".repeat(100_000), "X: y\r\n".repeat(20_000) + "X: y", "X: y\r\n" + " z\r\n".repeat(20_000) + " z")) {
            all.add(broken(CHUNKED, body + trailers + "\r\n\r\n"));
        }
        return all;
    }

    static List<OddReply> withoutBody() {
        List<OddReply> all = new ArrayList<>();
        for (String status : List.of("204 No Content", "304 Not Modified")) {
            for (String lines : List.of("", "Content-Length: 0\r\n", "Content-Length: 7\r\n",
                    "Transfer-Encoding: chunked\r\n")) {
                OddReply reply = complete("HTTP/1.1 " + status + "\r\n" + lines + "\r\n", "", "");
                all.add(reply);
                all.add(reply.then(VALUE));
                all.add(reply.then(CHUNKS));
                all.add(reply.then(head("Content-Length: 7") + VALUE));
            }
        }
        for (String lines : List.of("", "Content-Length: 7\r\n", "Content-Length: 9223372036854775807\r\n",
                "Transfer-Encoding: chunked\r\n", "Content-Type: text/plain\r\n")) {
            OddReply reply = empty("HEAD", OK + lines + "\r\n");
            all.add(reply);
            all.add(reply.then(VALUE));
            all.add(reply.then(CHUNKS));
        }
        all.add(empty("HEAD", "HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\n"));
        // These two are not without a body
        all.add(complete("HTTP/1.1 205 Reset Content\r\nContent-Length: 7\r\n\r\n", VALUE, VALUE));
        all.add(complete("HTTP/1.1 205 Reset Content\r\nTransfer-Encoding: chunked\r\n\r\n", CHUNKS, VALUE));
        return all;
    }

    static List<OddReply> untilTheEnd() {
        List<OddReply> all = new ArrayList<>();
        for (String head : List.of(OK + "\r\n", head("Connection: close"), head("Connection: keep-alive"),
                head("Keep-Alive: timeout=5"), head("Content-Type: application/json"), "HTTP/1.0 200 OK\r\n\r\n",
                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", "HTTP/1.1 404 Not Found\r\n\r\n")) {
            all.add(untilClose(head, VALUE));
        }
        // Neither a second response nor chunks
        all.add(untilClose(OK + "\r\n", head("Content-Length: 7") + VALUE));
        all.add(untilClose(OK + "\r\n", CHUNKS));
        return all;
    }
}
