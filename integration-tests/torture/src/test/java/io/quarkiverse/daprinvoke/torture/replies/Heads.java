package io.quarkiverse.daprinvoke.torture.replies;

import static io.quarkiverse.daprinvoke.torture.replies.Framing.CHUNKED;
import static io.quarkiverse.daprinvoke.torture.replies.Framing.CHUNKS;
import static io.quarkiverse.daprinvoke.torture.replies.Framing.OK;
import static io.quarkiverse.daprinvoke.torture.replies.Framing.VALUE;
import static io.quarkiverse.daprinvoke.torture.replies.Framing.head;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.complete;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.empty;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.endless;
import static io.quarkiverse.daprinvoke.torture.replies.OddReply.unreadable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Responses that are odd in their heads or in what surrounds them: status lines, headers, interim responses, connections,
 * content
 * encodings.
 */
final class Heads {

    private static final String LENGTH = "Content-Length: 7\r\n\r\n";

    private Heads() {
    }

    static List<OddReply> statusLines() {
        List<OddReply> all = new ArrayList<>();
        for (String line : List.of("HTTP/1.1 200", "HTTP/1.1 200 ", "HTTP/1.1 200  OK", "HTTP/1.1  200 OK", "HTTP/1.1\t200\tOK",
                "HTTP/1.1 200 Not\tOK \u00e9 \u00ff", "HTTP/1.1 200 404 Not Found", "HTTP/1.1 200 " + "x".repeat(20_000),
                "HTTP/1.1 299 X", "HTTP/1.1 300 X", "HTTP/1.1 404 X", "HTTP/1.1 418 X", "HTTP/1.1 500 X", "HTTP/1.1 599 X",
                "HTTP/1.1 600 X", "HTTP/1.1 999 X", "HTTP/1.0 200 OK\r\nConnection: keep-alive")) {
            all.add(complete(line + "\r\n" + LENGTH, VALUE, VALUE));
        }
        all.add(complete("HTTP/1.0 200 OK\r\n" + LENGTH, VALUE, VALUE).last());
        // Empty lines before it
        all.add(complete("\r\n\r\nHTTP/1.1 200 OK\r\n" + LENGTH, VALUE, VALUE));
        for (String line : List.of("HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 OK", "HTTP/1.1 20 OK", "HTTP/1.1 99 OK",
                "HTTP/1.1 099 OK",
                "HTTP/1.1 2 OK", "HTTP/1.1 000 OK", "HTTP/1.1 1000 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 +20 OK",
                "HTTP/1.1 -20 OK",
                "HTTP/1.1 20x OK", "HTTP/1.1 2\u00b20 OK", "HTTP/1.1 200OK", "HTTP/1.1200 OK", "HTTP/1.1,200 OK", "200 OK",
                "HTTP/0.9 200 OK", "HTTP/1.2 200 OK", "HTTP/1 200 OK", "HTTP/2 200 OK", "HTTP/2.0 200 OK", "HTTP/3.0 200 OK",
                "HTTP/5.6 200 OK", "HTTP/01.1 200 OK", "HTTP/11.1 200 OK", "HTTP/1.01 200 OK", "HTTP/1,1 200 OK",
                "HTTP/1.1.1 200 OK", "HTTP/x.y 200 OK", "HTTP/-1.1 200 OK", "HTTP /1.1 200 OK", "HTTP/ 1.1 200 OK",
                "http/1.1 200 OK", "Http/1.1 200 OK", "HTP/1.1 200 OK", "HTTPER/1.1 200 OK", "HTTPS/1.1 200 OK", "ICY 200 OK",
                "RTSP/1.0 200 OK", "ICE/1.1 200 OK", "SIP/2.0 200 OK", "PRI * HTTP/2.0", "GET / HTTP/1.1",
                "SSH-2.0-OpenSSH_9.2", "+OK ready", "220 mail.example.org ESMTP", "<html>hello</html>",
                "\u0016\u0003\u0001 x", "HTTP/1.1 200 OK\rX: y", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\nX: y",
                "\u00efHTTP/1.1 200 OK",
                "HTTP/1.1 200 " + "x".repeat(100_000))) {
            all.add(unreadable(line + "\r\n" + LENGTH, VALUE));
        }
        // Nothing but empty lines
        all.add(endless("\r\n".repeat(20) + "HTTP/1.1 200 OK\r\n", ""));
        return all;
    }

    static List<OddReply> headers() {
        List<OddReply> all = new ArrayList<>();
        for (String line : List.of("X: y", "X:y", "X:", "X: ", "X:\t", "X: y \t ", "X: a:b", "X: ::", "X: \u00e9\u00ff",
                "X: \"a\\\"b\"",
                "X: a\tb", "X: y\r\nX: z", "X: y\r\n folded", "X: y\r\n\tfolded", "X: y\r\n \r\n folded",
                "X: y\r\n" + " z\r\n".repeat(99) + " z", "X: y\r\n folded\0",
                "X: y\r\n Content-Length: 3", "X: y\r\n : z", "!#$%&'*+-.^_`|~09aZ: y",
                "X: " + "y".repeat(60_000),
                "X".repeat(60_000) + ": y", "X: y\r\n".repeat(5_000) + "X: y", "X:\r\n".repeat(20_000) + "X:",
                "Content-Type: ;;;\r\nX: y", "Content-Type: a/b/c; ; charset=\"utf-8\"",
                "Set-Cookie: a=b; Domain=.; Path=/\r\nSet-Cookie: c", "Location: ///\r\nRefresh: 0", "Upgrade: h2c",
                "Alt-Svc: h2=\":1\"", "Date: yesterday", "Retry-After: -1")) {
            all.add(complete(OK + line + "\r\n" + LENGTH, VALUE, VALUE));
        }
        // Netty reads a folded value only if it begins in the first line; the others are refused
        for (String line : List.of("X:\r\n y", "X:\r\n ", "Content-Length:\r\n 7", "Transfer-Encoding:\r\n chunked",
                "Connection:\r\n close")) {
            all.add(unreadable(OK + line + "\r\n" + LENGTH, VALUE));
        }
        for (String line : List.of("no-colon", "no colon", "X : y", "X\t: y", "Content-Length 7", "Content-Length : 7",
                "X y: z", "X\u00e9: y", "\u00e9: y", "X\0: y",
                "X: a\0b",
                "\0X: y", "X: \0", "X\u007f: y", "X: a\u0001b", "X: a\u007fb", "X: a\rb", "X: a\r", "\rX: y", "X\r: y",
                "X: a\u000bb",
                "X: a\u000cb", ": y", " : y", ":", "\"X\": y", "X(y): z", "X,Y: z", "X/Y: z", "[X]: y", "X@Y: z", "X=y",
                "X;Y: z",
                " X: y", "\tX: y", "X: y\n", "X: y\nZ: a", "\n", "X: y\r\n fol\0ded", "HTTP/1.1 200 OK",
                "X: " + "y".repeat(100_000),
                "X".repeat(100_000) + ": y", "X: y\r\n".repeat(20_000) + "X: y", "X: y\r\n" + " z\r\n".repeat(40_000) + " z",
                "X: y\r\n" + " z\r\n".repeat(100) + " z",
                "X: y\r\n" + " \r\n".repeat(50_000) + "\tz")) {
            all.add(unreadable(OK + line + "\r\n" + LENGTH, VALUE));
        }
        // Headers that do not come to an end
        all.add(endless(OK + "X: y\r\nContent-Length: 7\r\n", ""));
        return all;
    }

    static List<OddReply> interim() {
        List<OddReply> all = new ArrayList<>();
        String final200 = OK + LENGTH;
        for (String interim : List.of("HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 100\r\n\r\n", "HTTP/1.0 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n",
                "HTTP/1.1 104 X\r\n\r\n", "HTTP/1.1 199 X\r\n\r\n", "HTTP/1.1 100 X\r\nContent-Length: 5\r\n\r\n",
                "HTTP/1.1 102 X\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1 100 X\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 102 X\r\n\r\nHTTP/1.1 103 X\r\nA: b\r\n\r\nHTTP/1.1 103 X\r\nA: c\r\n\r\n",
                "HTTP/1.1 102 X\r\n\r\n".repeat(500))) {
            all.add(complete(interim + final200, VALUE, VALUE));
        }
        all.add(complete("HTTP/1.1 103 X\r\nA: b\r\n\r\n" + CHUNKED, CHUNKS, VALUE));
        all.add(complete("HTTP/1.1 100 X\r\n\r\nHTTP/1.1 204 X\r\n\r\n", "", ""));
        all.add(complete("HTTP/1.1 102 X\r\n\r\nHTTP/1.1 503 X\r\n" + LENGTH, VALUE, VALUE));
        all.add(empty("HEAD", "HTTP/1.1 100 X\r\n\r\n" + final200));
        for (String interim : List.of("HTTP/1.1 101 X\r\n", "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: h2c\r\n",
                "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: h2c\r\nContent-Length: 7\r\n",
                "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: h2c\r\nTransfer-Encoding: chunked\r\n",
                "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: websocket\r\n",
                "HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: HTTP/1.1\r\n",
                "HTTP/1.1 100 X\r\n\r\nHTTP/1.1 101 X\r\n", "HTTP/1.1 100 X\r\nno-colon\r\n", "HTTP/1.1 102 X\r\nX: a\0\r\n")) {
            all.add(unreadable(interim + "\r\n", VALUE));
            all.add(unreadable(interim + "\r\n", final200 + VALUE));
        }
        // The content length of an interim response means nothing
        all.add(unreadable("HTTP/1.1 102 X\r\nContent-Length: 7\r\n\r\n" + VALUE + OK + LENGTH, VALUE));
        // Interim responses only
        all.add(endless("HTTP/1.1 100 X\r\n\r\n".repeat(20) + "HTTP/1.1 100 X\r\n", ""));
        return all;
    }

    static List<OddReply> connections() {
        List<OddReply> all = new ArrayList<>();
        for (String line : List.of("Connection: close", "Connection: CLOSE", "connection:close", "Connection: x, close",
                "Connection: close, keep-alive", "Connection: keep-alive, close", "Connection: close\r\nConnection: keep-alive",
                "Connection: keep-alive\r\nConnection: close", "Connection: ,close,", "Connection: x,\r\n close")) {
            all.add(complete(OK + line + "\r\n" + LENGTH, VALUE, VALUE).last());
            all.add(complete(head(line, "Transfer-Encoding: chunked"), CHUNKS, VALUE).last());
        }
        all.add(complete("HTTP/1.1 204 X\r\nConnection: close\r\n\r\n", "", "").last());
        all.add(complete("HTTP/1.1 500 X\r\nConnection: close\r\n" + LENGTH, VALUE, VALUE).last());
        for (String line : List.of("Connection: keep-alive", "Connection: closed", "Connection: upgrade", "Connection:",
                "Proxy-Connection: close", "Keep-Alive: timeout=1000000", "Keep-Alive: timeout=-1, max=0", "Keep-Alive: x",
                "Connection: Content-Length", "Connection: upgrade\r\nUpgrade: h2c")) {
            all.add(complete(OK + line + "\r\n" + LENGTH, VALUE, VALUE));
        }
        // The following bytes belong to no call
        for (String rest : List.of("\r\n", "\n", "E", "\0", "HTTP", "HTTP/1.1 200 OK\r\n", OK + LENGTH + "{\"n\":2}",
                "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\nEVIL", "HTTP/1.1 100 Continue\r\n\r\n",
                CHUNKED + "4\r\nEVIL",
                OK + LENGTH + "{\"n\":2}" + OK + LENGTH + "{\"n\":3}")) {
            all.add(complete(OK + LENGTH, VALUE, VALUE).then(rest));
            all.add(complete(CHUNKED, CHUNKS, VALUE).then(rest));
        }
        return all;
    }

    static List<OddReply> encodings() {
        List<OddReply> all = new ArrayList<>();
        String zeros = gzip(new byte[1 << 20]);
        String zipped = gzip(VALUE.getBytes(StandardCharsets.ISO_8859_1));
        for (String encoding : List.of("gzip", "x-gzip", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip",
                "gzip\r\nContent-Encoding: gzip", "none", "\u00e9")) {
            for (String body : List.of(zipped, VALUE, zipped.substring(0, 10), zipped + "x")) {
                all.add(complete(head("Content-Encoding: " + encoding, "Content-Length: " + body.length()), body, body)
                        .compressed());
            }
        }
        // A bomb
        all.add(complete(head("Content-Encoding: gzip", "Content-Length: " + zeros.length()), zeros, zeros).compressed());
        for (String encoding : List.of("identity", "", "identity, identity", ",")) {
            all.add(complete(OK + "Content-Encoding: " + encoding + "\r\n" + LENGTH, VALUE, VALUE));
        }
        return all;
    }

    private static String gzip(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toString(StandardCharsets.ISO_8859_1);
    }
}
