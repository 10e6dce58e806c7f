package io.quarkiverse.daprinvoke.test.invocation.wire;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.provider.Arguments;

/**
 * Responses that a sidecar, or a server at its address, can write, the outcome of the call, and whether the connection is used
 * again.
 */
final class OddReplies {

    static final String UNREADABLE = "SidecarUnavailableException";
    static final String CUT_SHORT = "IncompleteResponseException";

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String OK_CHUNKED = CHUNKED + "2\r\nok\r\n0\r\n\r\n";
    private static final String ANOTHER = "HTTP/1.1 404 Not Found\r\nX: y\r\nContent-Length: 4\r\n\r\nEVIL";
    private static final List<String> BEHIND = List.of("E", "\r\n", "EVIL", "HTTP/1.1 404 Not Found\r\nX: ", ANOTHER,
            "HTTP/1.1 100 Continue\r\n\r\n");

    private OddReplies() {
    }

    /** By name, the text, its outcome and whether the connection is used again. */
    static List<Arguments> all() {
        List<Arguments> all = new ArrayList<>();
        interim(all);
        behind(all);
        connection(all);
        framing(all);
        statuses(all);
        chunks(all);
        heads(all);
        return all;
    }

    /** Responses that are complete, for what comes behind them later. */
    static List<Arguments> complete() {
        List<Arguments> all = new ArrayList<>();
        for (String behind : BEHIND) {
            all.add(arguments("POST", OK, behind, "200 ok"));
            all.add(arguments("POST", OK_CHUNKED, behind, "200 ok"));
            all.add(arguments("POST", "HTTP/1.1 204 X\r\n\r\n", behind, "204 null"));
            all.add(arguments("POST", "HTTP/1.1 304 X\r\nContent-Length: 4\r\n\r\n", behind, "304 null"));
            all.add(arguments("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n", behind, "200 null"));
        }
        return all;
    }

    private static void add(List<Arguments> all, String reply, String outcome, boolean reused) {
        add(all, "POST", reply, outcome, reused);
    }

    private static void add(List<Arguments> all, String verb, String reply, String outcome, boolean reused) {
        String name = reply.length() < 200 ? reply : reply.substring(0, 100) + "...";
        all.add(arguments(verb + " " + name.replace("\r", "\\r").replace("\n", "\\n").replace("\0", "\\0"), verb, reply,
                outcome, reused));
    }

    private static void interim(List<Arguments> all) {
        for (int status : new int[] { 100, 102, 103, 104, 199 }) {
            String one = "HTTP/1.1 " + status + " X\r\n\r\n";
            String withHeaders = "HTTP/1.1 " + status + " X\r\nLink: </a>\r\nContent-Length: 5\r\n\r\n";
            add(all, one + OK, "200 ok", true);
            add(all, one + OK_CHUNKED, "200 ok", true);
            add(all, one + one + withHeaders + OK, "200 ok", true);
            add(all, "HEAD", one + "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "200 null", true);
            // Bytes that are no response after it
            add(all, withHeaders + "hello" + OK, UNREADABLE, false);
        }
        add(all, "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 102 X\r\n\r\nHTTP/1.1 103 X\r\n\r\n" + ANOTHER, "404 EVIL", true);
        add(all, "HTTP/1.1 102 X\r\nno-colon\r\n\r\n" + OK, UNREADABLE, false);
        add(all, "HTTP/1.1 101 X\r\n\r\n", UNREADABLE, false);
        add(all, "HTTP/1.1 101 X\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + OK, UNREADABLE, false);
        add(all, "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\1\2\3", UNREADABLE, false);
        add(all, "HTTP/1.1 102 X\r\n\r\nHTTP/1.1 101 X\r\n\r\n" + OK, UNREADABLE, false);
    }

    private static void behind(List<Arguments> all) {
        for (String behind : BEHIND) {
            add(all, OK + behind, "200 ok", false);
            add(all, OK_CHUNKED + behind, "200 ok", false);
            add(all, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" + behind, "200 null", false);
            add(all, "HTTP/1.1 204 X\r\n\r\n" + behind, "204 null", false);
            add(all, "HTTP/1.1 304 X\r\nContent-Length: 4\r\n\r\n" + behind, "304 null", false);
            add(all, "HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n" + behind, "200 null", false);
        }
    }

    private static void connection(List<Arguments> all) {
        for (String close : List.of("Connection: close", "Connection: CLOSE", "Connection: x, close", "Connection: close, x",
                "Connection: x ,\tClose ,y", "Connection: x\r\nConnection: close", "Connection: close\r\nConnection: x",
                "Connection: keep-alive, close", "connection: keep-alive\r\nCONNECTION: close")) {
            add(all, "HTTP/1.1 200 OK\r\n" + close + "\r\nContent-Length: 2\r\n\r\nok", "200 ok", false);
            add(all, "HTTP/1.1 200 OK\r\n" + close + "\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "200 ok",
                    false);
        }
        add(all, "HTTP/1.1 200 OK\r\nConnection: closed\r\nContent-Length: 2\r\n\r\nok", "200 ok", true);
        add(all, "HTTP/1.1 200 OK\r\nConnection: keep-alive, x\r\nContent-Length: 2\r\n\r\nok", "200 ok", true);
        add(all, "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", "200 ok", false);
        add(all, "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok", "200 ok", true);
        add(all, "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 2\r\n\r\nok", "200 ok", true);
    }

    private static void framing(List<Arguments> all) {
        String chunks = "\r\n\r\n2\r\nok\r\n0\r\n\r\n";
        for (String headers : List.of("Content-Length: 2\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 2", "Transfer-Encoding: chunked, another",
                "Transfer-Encoding: another, chunked", "Transfer-Encoding: chunked, chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: another",
                "Transfer-Encoding: another\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: ", "Transfer-Encoding: identity\r\nContent-Length: 2")) {
            add(all, "HTTP/1.1 200 OK\r\n" + headers + chunks, UNREADABLE, false);
        }
        add(all, "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked" + chunks, "200 ok", true);
        add(all, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked" + chunks, UNREADABLE, false);
        for (String lengths : List.of("Content-Length: 2\r\nContent-Length: 3", "Content-Length: 2, 3", "Content-Length: -2",
                "Content-Length: +2", "Content-Length: 0x2", "Content-Length: two", "Content-Length: 2 2",
                "Content-Length: 99999999999999999999")) {
            add(all, "HTTP/1.1 200 OK\r\n" + lengths + "\r\n\r\nok", UNREADABLE, false);
            add(all, "HTTP/1.0 200 OK\r\n" + lengths + "\r\n\r\nok", UNREADABLE, false);
        }
    }

    private static void statuses(List<Arguments> all) {
        for (String status : List.of("0", "8", "20", "099", "1000", "-1", "+200", "0200", "2000", "2e2", "0x1", "")) {
            add(all, "HTTP/1.1 " + status + " X\r\nContent-Length: 2\r\n\r\nok", UNREADABLE, false);
        }
        add(all, "HTTP/1.1 600 X\r\nContent-Length: 2\r\n\r\nok", "600 ok", true);
        add(all, "HTTP/1.1 999 X\r\nContent-Length: 2\r\n\r\nok", "999 ok", true);
        add(all, "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", "200 ok", true);
        for (String version : List.of("HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/1", "ICY", "http/1.1")) {
            add(all, version + " 200 OK\r\nContent-Length: 2\r\n\r\nok", UNREADABLE, false);
        }
    }

    private static void chunks(List<Arguments> all) {
        for (String size : List.of("100000002", "FFFFFFFFFFFFFFFF1", "FFFFFFFFFFFFFFFF", "80000000", "+2", "-1", "0x2", "",
                "g", ";ext")) {
            add(all, CHUNKED + size + "\r\nok\r\n0\r\n\r\n", CUT_SHORT, false);
        }
        // Netty reads those at the end too, and nothing can refuse them
        for (String size : List.of("2", "02", "2;ext", "2 ;ext=\"a\"", "2;" + "x".repeat(10_000), " 2", "2 5", "2\0")) {
            add(all, CHUNKED + size + "\r\nok\r\n0\r\n\r\n", "200 ok", true);
        }
        add(all, CHUNKED + "2;" + "x".repeat(100_000) + "\r\nok\r\n0\r\n\r\n", CUT_SHORT, false);
        add(all, CHUNKED + "2\nok\r\n0\r\n\r\n", CUT_SHORT, false);
        add(all, CHUNKED + "2\r\nokEVIL\r\n0\r\n\r\n", CUT_SHORT, false);
        add(all, CHUNKED + "2\r\nok\n0\r\n\r\n", CUT_SHORT, false);
        add(all, CHUNKED + "2\r\nok\r\n0\r\nX: y\r\nContent-Length: 5\r\n\r\n", "200 ok", true);
        add(all, CHUNKED + "2\r\nok\r\n0\r\nno-colon\r\n\r\n", CUT_SHORT, false);
        add(all, CHUNKED + "2\r\nok\r\n0\r\nX: " + "x".repeat(100_000) + "\r\n\r\n", CUT_SHORT, false);
    }

    private static void heads(List<Arguments> all) {
        for (String length : List.of("Content-Length : 2", "Content-Length\t: 2", "Content-Length 2", "Content-Length x: 2")) {
            add(all, "HTTP/1.1 200 OK\r\n" + length + "\r\n\r\nok", UNREADABLE, false);
        }
        for (String header : List.of("X : y", "no colon", "X y: z", "no-colon", ": no name", "X: a\0b", "X\0: a", "X y: a\1",
                "X: " + "x".repeat(100_000),
                "X: y\r\n".repeat(20_000) + "X: y", "X: a\rb")) {
            add(all, "HTTP/1.1 200 OK\r\n" + header + "\r\nContent-Length: 2\r\n\r\nok", UNREADABLE, false);
        }
        add(all, "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", UNREADABLE, false);
        add(all, "HTTP/1.1 200 OK\r\nContent-Length: 2\n\r\nok", UNREADABLE, false);
        add(all, "HTTP/1.1 200 " + "x".repeat(100_000) + "\r\nContent-Length: 2\r\n\r\nok", UNREADABLE, false);
    }
}
