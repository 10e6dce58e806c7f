package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.RawRequest;
import io.quarkiverse.daprinvoke.daprd.support.RawRequest.Answer;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The statuses, content types and bodies that the caller receives.
 */
@QuarkusTest
class ReplyTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> successes() {
        return Topology.onBothRoutes(arguments(200, "body"), arguments(201, "body"), arguments(202, ""), arguments(202, "body"),
                arguments(204, ""), arguments(205, ""), arguments(206, "body"), arguments(299, "body"));
    }

    @ParameterizedTest
    @MethodSource("successes")
    void successes(String route, int status, String body) {
        DAPR.target().answerWith(status, "text/plain", Buffer.buffer(body));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).hasToString(body);
        Calls.item(caller.any.send(Calls.to(route, "foo")));
        assertThat(Calls.item(caller.text.request(Calls.to(route, "foo")))).isEqualTo(body.isEmpty() ? null : body);
        assertThat(DAPR.target().received()).hasSize(3);
    }

    static Stream<Arguments> bodies() {
        return Topology.onBothRoutes(arguments("null"), arguments(""), arguments("false"), arguments("0"), arguments("\"\""),
                arguments("x".repeat(8192)), arguments("caf\u00e9 \ud83d\ude00"), arguments("\u0000\u0001"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodiesComeBackExactly(String route, String body) {
        DAPR.target().answerWith(200, "application/json", Buffer.buffer(body));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.body()).hasToString(body);
        assertThat(response.headers().getAll("content-type")).containsExactly("application/json");
    }

    static Stream<Arguments> guesses() {
        return Topology.onBothRoutes(
                arguments(200, "", null),
                arguments(200, "{\"a\":1}", "text/plain; charset=utf-8"),
                arguments(200, "<html>", "text/html; charset=utf-8"),
                arguments(200, "\u0000\u0001", "application/octet-stream"),
                arguments(204, "", null),
                arguments(302, "", null),
                arguments(404, "", "application/json"),
                arguments(500, "boom", "application/json"),
                arguments(503, "<html>", "application/json"));
    }

    /** A response without a content type gets one: guessed from its body, or that of JSON for an error. */
    @ParameterizedTest
    @MethodSource("guesses")
    void contentTypeIsMadeUp(String route, int status, String body, String contentType) {
        DAPR.target().answerWith(status, null, Buffer.buffer(body));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.header("content-type")).isEqualTo(contentType);
        assertThat(response.body()).hasToString(body);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void jsonComesBackWhateverItsContentType(String route) {
        DAPR.target().answerWith(200, null, Buffer.buffer("{\"a\":1}"));
        assertThat(Calls.item(caller.jsonToJson.request(Calls.to(route, "foo", null)))).containsEntry("a", 1);
    }

    static Stream<Arguments> failures() {
        String json = "application/json";
        return Topology.onBothRoutes(
                arguments(400, json, "{\"error\":\"bad request\"}", null, null),
                arguments(400, json, "{\"code\":3,\"message\":\"InvalidArgument\",\"details\":[]}", null, "InvalidArgument"),
                arguments(400, json, "{ \"code\" : 3, \"message\" : \"InvalidArgument\" }", null, "InvalidArgument"),
                arguments(403, json, "{\"errorCode\":\"ERR_OWN\",\"message\":\"not for you\"}", "ERR_OWN", "not for you"),
                arguments(500, json, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no\"}", "ERR_DIRECT_INVOKE", "no"),
                arguments(500, null, "boom", null, null),
                arguments(404, null, "", null, null),
                arguments(404, "text/html", "<h1>Not here</h1>", null, null),
                arguments(409, json, "[1]", null, null),
                arguments(413, "text/plain", "too large", null, null),
                arguments(429, "text/plain", "later", null, null),
                arguments(431, "text/plain", "headers", null, null),
                arguments(450, "text/plain", "text", null, null),
                arguments(501, "text/plain", "never", null, null),
                arguments(502, "text/plain", "gateway", null, null),
                arguments(503, "text/plain", "busy", null, null),
                arguments(504, "text/plain", "late", null, null),
                arguments(599, "text/plain", "?", null, null),
                arguments(999, "text/plain", "?", null, null));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failures(String route, int status, String contentType, String body, String errorCode, String errorMessage) {
        DAPR.target().answer(response -> {
            if (contentType != null) {
                response.putHeader("content-type", contentType);
            }
            response.putHeader("header1", "value1").setStatusCode(status).end(body);
        });
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(route, "foo", "x")));
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.contentType()).isEqualTo(contentType == null ? "application/json" : contentType);
        assertThat(failure.headers().getAll("header1")).containsExactly("value1");
        assertThat(failure.body()).hasToString(body);
        assertThat(failure.errorCode()).isEqualTo(errorCode);
        assertThat(failure.errorMessage()).isEqualTo(errorMessage);
        assertThat(failure).hasMessage("POST " + route + "/foo was answered with status " + status
                + (errorCode == null ? "" : " " + errorCode) + (errorMessage == null ? "" : ": " + errorMessage));
        assertThat(failure.mayHaveBeenSent()).isTrue();
        assertThat(DAPR.target().received()).hasSize(1);
    }

    static Stream<Arguments> redirects() {
        return Stream.of(301, 302, 303, 307, 308)
                .flatMap(status -> Stream.of("GET", "POST", "PUT", "DELETE").map(verb -> arguments(status, verb)));
    }

    @ParameterizedTest
    @MethodSource("redirects")
    void redirectsOfAnApplicationComeBack(int status, String verb) {
        redirect(status);
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.<Object> to(TARGET, "from", "x").httpVerb(verb)));
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.headers().get("location")).isEqualTo("/to");
        assertThat(DAPR.target().call().uri()).isEqualTo("/from");
    }

    /** With GET and without the body, but with the headers. What 307 and 308 ask for the sidecar cannot do. */
    @ParameterizedTest
    @MethodSource("redirects")
    void redirectsOfAnEndpointAreFollowedByTheSidecar(int status, String verb) {
        redirect(status);
        InvokeResponse<Buffer> response = Calls.item(caller.any
                .exchange(Calls.<Object> to(ENDPOINT, "from", "x").httpVerb(verb).header("x-custom", "1")));
        assertThat(DAPR.target().received().get(0).verb()).isEqualTo(verb);
        assertThat(DAPR.target().received().get(0).uri()).isEqualTo("/from");
        if (status >= 307) {
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(DAPR.target().received()).hasSize(1);
            return;
        }
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasToString("redirected");
        assertThat(DAPR.target().received()).hasSize(2);
        assertThat(DAPR.target().received().get(1).verb()).isEqualTo("GET");
        assertThat(DAPR.target().received().get(1).uri()).isEqualTo("/to");
        assertThat(DAPR.target().received().get(1).body().length()).isZero();
        assertThat(DAPR.target().received().get(1).headers().get("x-custom")).isEqualTo("1");
    }

    /** The host is the same, but that is not how the sidecar sees it. */
    @Test
    void anEndpointCanLeadToAnotherHost() {
        redirect(302, "http://localhost:" + DAPR.target().port() + "/to");
        Calls.item(caller.any.send(Calls.<Object> to(ENDPOINT, "from", "x").header("x-custom", "1")
                .header("authorization", "Bearer token")));
        assertThat(DAPR.target().received()).hasSize(2);
        MultiMap headers = DAPR.target().received().get(1).headers();
        assertThat(headers.get("host")).startsWith("localhost:");
        assertThat(headers.get("x-custom")).isEqualTo("1");
        assertThat(headers.contains("authorization")).isFalse();
    }

    /** No application can be called so unless it is configured, hence the raw request. */
    @Test
    void redirectsOfAUrlComeBack() {
        redirect(302);
        String url = "http%3A%2F%2F127.0.0.1%3A" + DAPR.target().port();
        Answer answer = RawRequest.send(DAPR.callerSidecar(), "GET /v1.0/invoke/" + url + "/method/from");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.head()).contains("location: /to");
        assertThat(DAPR.target().received()).hasSize(1);
    }

    private static void redirect(int status) {
        redirect(status, "/to");
    }

    private static void redirect(int status, String location) {
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            DAPR.target().record(request, body);
            if (request.path().equals("/from")) {
                request.response().setStatusCode(status).putHeader("location", location).end();
            } else {
                request.response().end("redirected");
            }
        }));
    }

    @Test
    void anEndpointThatRedirectsToItselfIsAskedTenTimes() {
        DAPR.target().answer(response -> response.setStatusCode(302).putHeader("location", "/foo").end());
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(ENDPOINT, "foo", "x")));
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).endsWith("stopped after 10 redirects");
        assertThat(DAPR.target().received()).hasSize(10);
    }

    /** The sidecar asks for compression that the caller did not ask for, and undoes it. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void compressionEndsAtTheSidecar(String route) throws IOException {
        Buffer compressed = compressed("some text");
        DAPR.target().answer(response -> response.putHeader("content-encoding", "gzip").putHeader("content-type", "text/plain")
                .end(compressed));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.body()).hasToString("some text");
        assertThat(response.headers().contains("content-encoding")).isFalse();
        // Unless the call itself has asked for it
        response = Calls.item(caller.any.exchange(Calls.to(route, "foo").header("accept-encoding", "gzip")));
        assertThat(response.body()).isEqualTo(compressed);
        assertThat(response.header("content-encoding")).isEqualTo("gzip");
    }

    private static Buffer compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes());
        }
        return Buffer.buffer(bytes.toByteArray());
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void aHeadHasNoBody(String route) {
        DAPR.target().answer(response -> response.putHeader("content-type", "text/plain").putHeader("x-a", "b").end());
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo").httpVerb("HEAD")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("x-a")).isEqualTo("b");
        assertThat(response.header("content-type")).isEqualTo("text/plain");
        assertThat(response.body().length()).isZero();
    }
}
