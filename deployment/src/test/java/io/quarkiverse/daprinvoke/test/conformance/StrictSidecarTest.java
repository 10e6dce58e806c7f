package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;

/**
 * The strict server is as strict as it says: a plain socket sends it what a proper client never would.
 */
class StrictSidecarTest {

    private static final String LINE = "POST /v1.0/invoke/shop/method/m HTTP/1.1\r\n";
    private static final String HOST = "Host: <authority>\r\n";

    private static final StrictSidecar SIDECAR = new StrictSidecar();

    @AfterAll
    static void close() {
        SIDECAR.close();
    }

    private static Arguments good(String description, String request) {
        return arguments(description, request);
    }

    static Stream<Arguments> properRequests() {
        return Stream.of(
                good("no body", LINE + HOST + "\r\n"),
                good("an empty body", LINE + HOST + "Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n"),
                good("a body", LINE + HOST + "content-type:text/plain\r\ncontent-length: 2\r\n\r\n\r\n"),
                good("a body in chunks",
                        LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\nA\r\n0123456789\r\n0\r\n\r\n"),
                good("a chunk that holds line feeds",
                        LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n3\r\n\n\n\n\r\n0\r\n\r\n"),
                good("every character of a segment",
                        "GET /v1.0/invoke/a-b.c_d~1%20/method/a-._~!$&'()*+,;=:@%22/%C3%A9/ HTTP/1.1\r\n" + HOST + "\r\n"),
                good("every character of a query",
                        "GET /v1.0/invoke/a/method/?a-._~!$&'()*+,;=:@/?%23%25%2f HTTP/1.1\r\n" + HOST + "\r\n"),
                good("a URL in the place of an app ID",
                        "PUT /v1.0/invoke/http%3A%2F%2Fa.b%3A80%2Fc/method/m HTTP/1.1\r\n" + HOST + "\r\n"),
                good("dots within a segment", "PUT /v1.0/invoke/a/method/.../..a/.a/a.. HTTP/1.1\r\n" + HOST + "\r\n"),
                good("headers of an application", LINE + HOST + "X-A: 1\r\nX-A: 1\r\nx-b:\r\nX-C: a\tb \u00e9\r\n"
                        + "dapr-api-token: x\r\nAuthorization: Basic YTpi\r\ntraceparent: 00-1-2-01\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("properRequests")
    void takes(String description, String request) throws IOException {
        assertThat(answer(request)).isEqualTo(List.of("HTTP/1.1 200 X"));
        assertThat(SIDECAR.next().requestLine()).isEqualTo(request.substring(0, request.indexOf('\r')));
        assertThat(SIDECAR.pending()).isZero();
    }

    private static Arguments bad(String description, String request, String... rules) {
        return arguments(description, request, List.of(rules));
    }

    private static Arguments line(String description, String line, String rule) {
        return bad(description, line + "\r\n" + HOST + "\r\n", rule);
    }

    private static Arguments target(String description, String target, String rule) {
        return line(description, "POST " + target + " HTTP/1.1", rule);
    }

    private static Arguments headers(String description, String headers, String... rules) {
        return bad(description, LINE + HOST + headers + "\r\n", rules);
    }

    static Stream<Arguments> requestLines() {
        String rule = "the request line is VERB /v1.0/invoke/<app ID>/method/<method>[?<query>] HTTP/1.1";
        String dots = "no segment is a dot segment";
        String characters = "no segment holds, encoded, a control character or any of / \\ % ? #";
        return Stream.of(
                line("another version", "POST /v1.0/invoke/a/method/m HTTP/1.0", rule),
                line("a verb in lower case", "post /v1.0/invoke/a/method/m HTTP/1.1", rule),
                line("an unknown verb", "QUERY /v1.0/invoke/a/method/m HTTP/1.1", rule),
                line("CONNECT", "CONNECT /v1.0/invoke/a/method/m HTTP/1.1", rule),
                line("two blanks before the target", "POST  /v1.0/invoke/a/method/m HTTP/1.1", rule),
                line("a blank at the end", "POST /v1.0/invoke/a/method/m HTTP/1.1 ", rule),
                line("an empty line", "", rule),
                target("a whole URL", "http://localhost/v1.0/invoke/a/method/m", rule),
                target("another API", "/v1.0/shutdown", rule),
                target("a double slash in front", "//v1.0/invoke/a/method/m", rule),
                target("no app ID", "/v1.0/invoke//method/m", rule),
                target("two segments before the method", "/v1.0/invoke/a/b/method/m", rule),
                target("no slash behind method", "/v1.0/invoke/a/method", rule),
                target("a plus sign in the app ID", "/v1.0/invoke/a+b/method/m", rule),
                target("a blank in the method", "/v1.0/invoke/a/method/a b", rule),
                target("a fragment", "/v1.0/invoke/a/method/a#b", rule),
                target("a raw quote", "/v1.0/invoke/a/method/a\"b", rule),
                target("raw UTF-8", "/v1.0/invoke/a/method/\u00c3\u00a9", rule),
                target("a malformed escape", "/v1.0/invoke/a/method/a%zz", rule),
                target("half an escape", "/v1.0/invoke/a/method/a%2", rule),
                target("a raw quote in the query", "/v1.0/invoke/a/method/a?b\"", rule),
                target("a malformed escape in the query", "/v1.0/invoke/a/method/a?b=%", rule),
                target("a fragment behind the query", "/v1.0/invoke/a/method/a?b#c", rule),
                target("an empty segment", "/v1.0/invoke/a/method/a//b", "no segment but the last is empty"),
                target("an empty segment in front", "/v1.0/invoke/a/method//b", "no segment but the last is empty"),
                target("the parent", "/v1.0/invoke/a/method/../b", dots),
                target("the same directory at the end", "/v1.0/invoke/a/method/b/.", dots),
                target("the parent, encoded", "/v1.0/invoke/a/method/%2e%2E", dots),
                target("the parent, encoded in part", "/v1.0/invoke/a/method/.%2e/b", dots),
                target("the parent as app ID", "/v1.0/invoke/../method/b", dots),
                target("an encoded slash", "/v1.0/invoke/a/method/a%2Fb", characters),
                target("an encoded slash in the app ID", "/v1.0/invoke/a%2Fmethod/method/b", characters),
                target("an encoded URL with a parent segment", "/v1.0/invoke/http%3A%2F%2Fa%2F..%2Fb/method/b", characters),
                target("an encoded URL with user information", "/v1.0/invoke/http%3A%2F%2Fa%40b/method/b", characters),
                target("an encoded URL as method", "/v1.0/invoke/a/method/http%3A%2F%2Fa", characters),
                target("an encoded back slash", "/v1.0/invoke/a/method/a%5cb", characters),
                target("an encoded percent sign", "/v1.0/invoke/a/method/%252e", characters),
                target("an encoded question mark", "/v1.0/invoke/a/method/a%3Fb", characters),
                target("an encoded number sign", "/v1.0/invoke/a/method/a%23b", characters),
                target("an encoded line feed", "/v1.0/invoke/a/method/a%0Ab", characters),
                target("an encoded NUL", "/v1.0/invoke/a/method/%00", characters),
                target("no UTF-8", "/v1.0/invoke/a/method/%C3%28", "a segment is UTF-8"),
                target("half a surrogate pair", "/v1.0/invoke/a/method/%ED%A0%80", "a segment is UTF-8"));
    }

    static Stream<Arguments> headerLines() {
        String form = "a header is one line: a name, a colon and a value";
        Stream<Arguments> forbidden = Stream.of("Connection: close", "Keep-Alive: timeout=5", "Proxy-Connection: x",
                "Upgrade: h2c", "HTTP2-Settings: x", "TE: trailers", "Trailer: x", "Proxy-Authorization: x",
                "Proxy-Authenticate: x", "Expect: 100-continue", "Destination-App-Id: x", "trace-BIN: x", "dapr-app-id: x",
                "Dapr-Caller-App-Id: x", "dapr-callee-app-id: x", "dapr-anything: x")
                .map(line -> headers(line, line + "\r\n", "the header " + line.substring(0, line.indexOf(':')).toLowerCase()
                        + " is not sent to a sidecar"));
        Stream<Arguments> unasked = Stream.of("User-Agent: x", "Accept: */*", "Accept-Encoding: gzip", "Accept-Charset: x",
                "Origin: x", "Referer: x", "Date: x", "Cache-Control: x", "Pragma: x")
                .map(line -> headers(line, line + "\r\n",
                        "the header " + line.substring(0, line.indexOf(':')).toLowerCase() + " was not asked for"));
        Stream<Arguments> malformed = Stream.of(
                bad("a request line that ends with LF", LINE.replace("\r", "") + HOST + "\r\n", "a line ends with CR LF"),
                bad("a header that ends with LF", LINE + HOST.replace("\r", "") + "\r\n", "a line ends with CR LF"),
                bad("a head that ends with LF", LINE + HOST + "\n", "a line ends with CR LF"),
                headers("a folded header", "X-A: a\r\n b\r\n", form),
                headers("a header folded by a tab", "X-A: a\r\n\tb\r\n", form),
                headers("a blank before the colon", "X-A : a\r\n", form),
                headers("no colon", "X-A\r\n", form),
                headers("no name", ": a\r\n", form),
                headers("a name that is none", "X(A): a\r\n", form),
                headers("a lone CR", "X-A: a\rX-B: b\r\n", form),
                headers("a NUL", "X-A: a\0\r\n", form),
                bad("no host", LINE + "\r\n", "the header host names this server"),
                bad("another host", LINE + "Host: dapr\r\n\r\n", "the header host names this server"),
                headers("two hosts", HOST, "the header host is sent once", "the header host names this server"),
                headers("two tokens", "dapr-api-token: a\r\nDapr-Api-Token: a\r\n", "the header dapr-api-token is sent once"),
                headers("credentials that route", "Authorization: basic ZGFwci1hcHAtaWQ6ZXZpbA==\r\n",
                        "no credentials name an app ID"));
        return Stream.of(forbidden, unasked, malformed).flatMap(cases -> cases);
    }

    static Stream<Arguments> bodies() {
        String size = "a chunk is a size, a line end, that many bytes and a line end";
        String last = "a chunk of size zero is the last";
        return Stream.of(
                headers("a content type without a body", "Content-Type: text/plain\r\n",
                        "without a body there is no content-type"),
                headers("two content types", "Content-Type: a/b\r\ncontent-type: a/b\r\nContent-Length: 0\r\n",
                        "the header content-type is sent once"),
                bad("two equal lengths", LINE + HOST + "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
                        "the header content-length is sent once"),
                headers("a length that is no number", "Content-Length: two\r\n", "content-length is the length of the body"),
                headers("a negative length", "Content-Length: -1\r\n", "content-length is the length of the body"),
                bad("a length with a sign", LINE + HOST + "Content-Length: +1\r\n\r\na",
                        "content-length is the length of the body"),
                bad("a body that is cut short", LINE + HOST + "Content-Length: 5\r\n\r\nfour",
                        "content-length is the length of the body"),
                bad("length and chunks", LINE + HOST + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "content-length and transfer-encoding exclude each other"),
                bad("two transfer encodings",
                        LINE + HOST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "the header transfer-encoding is sent once"),
                bad("another transfer encoding", LINE + HOST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                        "the only transfer-encoding is chunked"),
                bad("a chunk that ends with LF", LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\na\n0\r\n\r\n",
                        "a line ends with CR LF", size),
                bad("a chunk with an extension", LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n0;a=b\r\n\r\n", size, last),
                bad("chunks without an end", LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n", last),
                bad("no chunks at all", LINE + HOST + "Transfer-Encoding: chunked\r\n\r\n", last));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({ "requestLines", "headerLines", "bodies" })
    void refuses(String description, String request, List<String> rules) throws IOException {
        List<String> answer = answer(request);
        assertThat(answer.get(0)).isEqualTo("HTTP/1.1 400 X");
        assertThat(answer.get(answer.size() - 1).split("\n")).containsExactlyInAnyOrderElementsOf(rules);
        assertThatThrownBy(SIDECAR::next).isExactlyInstanceOf(AssertionError.class)
                .hasMessageContainingAll(rules.toArray(String[]::new));
    }

    /** Sends bytes and then ends its side of the connection, so that a request may be cut short. */
    private static List<String> answer(String request) throws IOException {
        SIDECAR.answer(RawSidecar.raw("HTTP/1.1 200 X\r\n\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SIDECAR.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(
                    request.replace("<authority>", SIDECAR.authority()).getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return List.of(answer.split("\r\n+"));
        }
    }
}
