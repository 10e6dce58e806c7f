package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes that the called application and the caller receive.
 */
class InvocationTest extends SidecarTestBase {

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND" })
    void anyVerbReachesTheApplication(String verb) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(verb + " " + INVOKE + "/create HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).containsExactly(verb + " /create HTTP/1.1",
                        "dapr-caller-app-id: shop",
                        "dapr-callee-app-id: orders",
                        "host: 127.0.0.1:" + orders.port(),
                        "connection: close");
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 2");
                if (!verb.equals("HEAD")) {
                    called.send("ok");
                }
            }
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 200 OK", "Content-Length: 2");
            if (!verb.equals("HEAD")) {
                assertThat(caller.read(2)).isEqualTo("ok");
            }
            // Nothing follows that does not belong there
            caller.sendHead("GET /v1.0/healthz HTTP/1.1", caller.host(), "Connection: close");
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "POST", "DELETE", "OPTIONS" })
    void anyVerbMayHaveABody(String verb) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead(verb + " " + INVOKE + "/create HTTP/1.1", caller.host(), "Content-Length: 5");
            caller.send("h\u00e9\u0000\r\n");
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).contains("Content-Length: 5");
                assertThat(called.read(5)).isEqualTo("h\u00e9\u0000\r\n");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "?x=1&y=a%20b&z=%26", "?stream", "?a=1&a=2&&=&%zz&a+b&q=?/../#x", "?\"{}|^`<>\\",
            "?caf\u00c3\u00a9" })
    void queryIsKeptByteForByte(String query) throws IOException {
        assertThat(calledFor(INVOKE + "/find" + query)).isEqualTo("/find" + query);
    }

    @Test
    void queryMayBeAsLongAsAllHeadersTogether() throws IOException {
        String query = "?q=" + "x".repeat(7000);
        assertThat(calledFor(INVOKE + "/find" + query)).isEqualTo("/find" + query);
    }

    @ParameterizedTest
    @CsvSource({
            "/create,                   /create",
            "/multiple/segments,        /multiple/segments",
            "/a%20b,                    /a%20b",
            "/a+b,                      /a+b",
            "/caf%C3%A9/%e6%97%a5,      /caf%C3%A9/%e6%97%a5",
            "'/a:b;c=1,d@e!$&''()*~_-.','/a:b;c=1,d@e!$&''()*~_-.'",
            "/test%22stream,            /test%22stream",
            "/method/method,            /method/method",
            "/...,                      /...",
            "/.well-known/x,            /.well-known/x",
            // As Dapr does it since the versions that resolve paths before they check access
            "/a%2Fb,                    /a/b",
            "/a%252Fb,                  /a%2Fb",
            "/a%2523b%253Fc%2525d,      /a%23b%3Fc%25d",
            "//a///b,                   /a/b",
            "/a/b/,                     /a/b",
            "/,                         /",
            "/?x,                       /?x",
            "/create?,                  /create",
    })
    void pathStaysAsItIsEncoded(String sent, String received) throws IOException {
        assertThat(calledFor(INVOKE + sent)).isEqualTo(received);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/v1.0//invoke//orders//method//create", "/v1.0/invoke/%6Frders/method/create",
            "<URL>/v1.0/invoke/orders/method/create" })
    void appIdIsFoundInAnyFormOfThePath(String sent) throws IOException {
        assertThat(calledFor(sent.replace("<URL>", sidecar.getConnectionInfo()))).isEqualTo("/create");
    }

    private String calledFor(String target) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + target + " HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                String requestLine = called.readHead().get(0);
                assertThat(requestLine).startsWith("GET ").endsWith(" HTTP/1.1");
                return requestLine.substring(4, requestLine.length() - 9);
            }
        }
    }

    @Test
    void headersArePassedOnInOrderWithoutThoseOfTheConnection() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "X-Many: 1", "Content-Type: text/plain",
                    "X-Many: 2", "x-Lower-Upper: caf\u00e9", "Authorization: Bearer t", "traceparent: 00-a-b-01",
                    "Connection: keep-alive, X-Private", "X-Private: 1", "Keep-Alive: 5", "Proxy-Connection: x",
                    "Upgrade: x", "HTTP2-Settings: x", "TE: trailers", "Trailer: x", "Proxy-Authorization: x",
                    "Proxy-Authenticate: x", "dapr-api-token: secret", "dapr-app-id: evil", "Dapr-Caller-App-Id: evil",
                    "Dapr-Caller-Namespace: evil", "Dapr-Callee-App-Id: evil", "destination-app-id: evil", "x-bin: 1",
                    "X-Many: 3", "Content-Length: 0");
            try (WireConnection called = orders.accept()) {
                assertThat(called.readHead()).containsExactly("POST /create HTTP/1.1", "X-Many: 1",
                        "Content-Type: text/plain", "X-Many: 2", "x-Lower-Upper: caf\u00e9", "Authorization: Bearer t",
                        "traceparent: 00-a-b-01", "X-Many: 3", "Content-Length: 0", "dapr-caller-app-id: shop",
                        "dapr-callee-app-id: orders", "host: 127.0.0.1:" + orders.port(), "connection: close");
            }
        }
    }

    @Test
    void statusCodeAndHeadersOfTheAnswerArePassedOnInOrderWithoutThoseOfTheConnection() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 409 Not Today", "Set-Cookie: a=1", "X: caf\u00e9", "Set-Cookie: b=2",
                        "Connection: close, X-Private", "X-Private: 1", "Keep-Alive: 5", "Proxy-Authenticate: x",
                        "Trailer: x", "Upgrade: h2c", "dapr-app-id: orders", "Content-Length: 3");
                called.send("no!");
            }
            List<String> head = caller.readHead();
            assertThat(head).containsExactly("HTTP/1.1 409 Conflict", "Set-Cookie: a=1", "X: caf\u00e9",
                    "Set-Cookie: b=2", "dapr-app-id: orders", "Content-Length: 3");
            assertThat(caller.readBody(head)).isEqualTo("no!");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 307, 308 })
    void redirectIsNotFollowed(int status) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/old HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 " + status + " Moved", "Location: " + orders.url() + "/new", "Content-Length: 0");
            }
            List<String> head = caller.readHead();
            assertThat(head).first().asString().startsWith("HTTP/1.1 " + status + " ");
            assertThat(head.subList(1, head.size())).containsExactly("Location: " + orders.url() + "/new", "Content-Length: 0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "204 No Content", "304 Not Modified" })
    void answerWithoutBodyHasNone(String status) throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host(), "Connection: close");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 " + status);
            }
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 " + status, "connection: close");
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @Test
    void answerToHeadHasNoBodyEvenIfItsLengthIsUnknown() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("HEAD " + INVOKE + "/find HTTP/1.1", caller.host(), "Connection: close");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
            }
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 200 OK", "connection: close");
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @Test
    void expectationIsMetByTheSidecar() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Content-Length: 2",
                    "Expect: 100-continue");
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 100 Continue");
            caller.send("ok");
            try (WireConnection called = orders.accept()) {
                assertThat(WireConnection.names(called.readHead())).doesNotContain("expect").contains("content-length");
                assertThat(called.read(2)).isEqualTo("ok");
            }
        }
    }

    @Test
    void callerOfHttp10GetsABodyThatEndsWithTheConnection() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.0", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                called.sendChunk("one");
                called.sendChunk("two");
                called.sendChunk("");
            }
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.0 200 OK");
            assertThat(caller.readToEnd()).isEqualTo("onetwo");
        }
    }
}
