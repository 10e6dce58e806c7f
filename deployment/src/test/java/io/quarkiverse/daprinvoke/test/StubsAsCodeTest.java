package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The sidecar writes code that stubs the recorded responses of an application.
 */
class StubsAsCodeTest extends SidecarApiTestBase {

    private static final String HOSTILE = "\"; System.exit(1); // \\u0022 \\\\u000a \n\r\t\0\u001a\u2028\u2029\ud83d\ude00 ?? ${x} */";

    @TempDir
    Path directory;

    private HttpServer application;
    private int answered;

    @Override
    Map<String, String> apps() {
        try {
            application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        application.createContext("/", this::answer);
        application.start();
        return Map.of("orders", "http://127.0.0.1:" + application.getAddress().getPort());
    }

    @AfterEach
    void stopApplication() {
        application.stop(0);
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            answered++;
            switch (call.getRequestURI().getPath()) {
                case "/count" -> send(call, 200, "application/json", ("{\"calls\": " + answered + "}").getBytes());
                case "/echo" -> send(call, 201, call.getRequestHeaders().getFirst("content-type"), body);
                case "/empty" -> send(call, 204, null, new byte[0]);
                case "/gone" -> send(call, 410, "application/problem+json", "{\"title\":\"gone\"}".getBytes());
                default -> send(call, 200, "text/plain;charset=UTF-8",
                        (call.getRequestMethod() + " " + call.getRequestURI()).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(HttpExchange call, int status, String type, byte[] body) throws IOException {
        if (type != null) {
            call.getResponseHeaders().set("content-type", type);
        }
        call.getResponseHeaders().set("set-cookie", "session=secret");
        call.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        call.getResponseBody().write(body);
    }

    private record Seen(int status, String type, List<Byte> body) {
    }

    private Seen seen(String verb, String path, String body, String... headers) {
        HttpResponse<byte[]> reply = http().sendAsync(request(verb, path, body, headers), BodyHandlers.ofByteArray()).join();
        List<Byte> bytes = new ArrayList<>();
        for (byte b : reply.body()) {
            bytes.add(b);
        }
        return new Seen(reply.statusCode(), reply.headers().firstValue("content-type").orElse(null), bytes);
    }

    private List<Seen> calls() {
        List<Seen> seen = new ArrayList<>();
        for (String path : List.of("stock", "stock?a=1", "stock?a=1&b=2", "stock?b=2&a=1", "stock?a=1&a=2",
                "stock?a=%22%5Cu000a",
                "stock?a", "green%20tea/caf%C3%A9", "empty", "gone", "%7Bx%7D", "%5Cu0022", "count", "count")) {
            seen.add(seen("GET", path, ""));
        }
        seen.add(seen("DELETE", "stock", ""));
        seen.add(seen("POST", "count", "{\"a\":1,\"b\":[1.50]}", "content-type", "application/json"));
        seen.add(seen("POST", "count", "{ \"b\": [1.50], \"a\": 1 }", "content-type", "application/json"));
        seen.add(seen("POST", "count", "{\"a\":2}", "content-type", "application/json"));
        for (String body : List.of("{\"a\":1}", "no JSON", HOSTILE, "x".repeat(70_000) + "\u20ac".repeat(70_000), "\ufeff",
                " ")) {
            for (String type : List.of("application/json", "application/json;charset=utf-8", "text/plain", "image/x")) {
                seen.add(seen("POST", "echo", body, "content-type", type, "authorization", "Bearer secret"));
            }
        }
        return seen;
    }

    @Test
    void whatWasAnsweredIsReplayed() throws Exception {
        List<Seen> recorded = calls();
        String code = sidecar.asStubs();
        control.endTest();
        assertThat(code).isASCII().doesNotContain("secret", "Left out");
        application.stop(0);

        beginTest();
        stub(code);
        assertThat(calls()).isEqualTo(recorded);
        assertThat(sidecar.asStubs()).isEqualTo(code);
        control.endTest();
    }

    private void stub(String code) throws Exception {
        Path source = Files.writeString(directory.resolve("Recorded.java"),
                "public class Recorded { public static void stub(" + DaprSidecar.class.getName() + " sidecar) {\n" + code
                        + "} }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-proc:none", "-classpath",
                System.getProperty("java.class.path"), source.toString())).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, getClass().getClassLoader())) {
            loader.loadClass("Recorded").getMethod("stub", DaprSidecar.class).invoke(null, sidecar);
        }
    }

    @Test
    void aStubIsWrittenForEachRequest() {
        sidecar.on("orders", "create").reply(503).then().reply(201, "{\"id\":\"r-1\"}").header("location", "/r-1");
        for (int i = 0; i < 3; i++) {
            call("POST", "create", "{\"item\":\"tea\",\"a\":1}", "content-type", "application/json");
        }
        call("GET", "stock?unit=g&q=green+tea", "");

        assertThat(sidecar.asStubs()).isEqualTo("""
                sidecar.on("orders", "create")
                        .whereVerb("POST")
                        .whereHeader("content-type", "application/json")
                        .whereJson("{\\"a\\":1,\\"item\\":\\"tea\\"}")
                        .reply(503)
                        .then().reply(201, "{\\"id\\":\\"r-1\\"}");
                sidecar.on("orders", "stock")
                        .whereVerb("GET")
                        .whereQuery("q", "green tea")
                        .whereQuery("unit", "g")
                        .replyText(200, "GET /stock?unit=g&q=green+tea");
                """);
    }

    @Test
    void aMultipartFormIsReplayedWhateverItsBoundaryIs() {
        sidecar.on("orders", "upload").reply(201);
        for (String boundary : List.of("a1", "b2")) {
            call("POST", "upload", "--" + boundary + "--", "content-type", "multipart/form-data; boundary=" + boundary);
        }
        assertThat(sidecar.asStubs()).isEqualTo("""
                sidecar.on("orders", "upload")
                        .whereVerb("POST")
                        .reply(201);
                """);
    }

    @Test
    void faultsOfStubsAreReplayedToo() {
        sidecar.on("orders", "cut").cutShort(200, "{\"a\":1}");
        sidecar.on("orders", "reset").reset();
        sidecar.on("orders", "slow").answer(call -> Answer.bytes(200, new byte[] { -1 }))
                .then().reply(204).delay(java.time.Duration.ofMillis(2));
        for (String path : List.of("cut", "reset", "slow", "slow")) {
            http().sendAsync(request("GET", path, ""), BodyHandlers.ofString()).handle((reply, failure) -> "").join();
        }

        assertThat(sidecar.asStubs()).contains(".cutShort(200, \"{\\\"a\\\":1}\");\n", ".reset();\n",
                ".replyBytes(200, java.util.Base64.getDecoder().decode(\"/w==\"))\n"
                        + "        .then().reply(204).delay(java.time.Duration.ofMillis(2));\n");
    }

    @Test
    void whatCannotBeReplayedIsAComment() {
        application.stop(0);
        assertThat(call("GET", "%5Cu000aint%20x%20=%201;", "").statusCode()).isEqualTo(500);
        sidecar.on("orders", "create").reply(201);
        call("POST", "create", "x".repeat((1 << 20) + 1));

        assertThat(sidecar.asStubs()).isEqualTo(
                """
                        // Left out: "GET orders \\\\u000aint x = 1;", because it got no response from a stub or an application, or the \
                        response was not recorded completely
                        // Left out: "POST orders create", because the body of the call was not recorded completely
                        """);
    }

    @Test
    void withoutCallsThereIsNoCode() {
        assertThat(sidecar.asStubs()).isEmpty();
    }
}
