package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The headers that reach the application and the caller, and those that the sidecars add.
 */
@QuarkusTest
class HeaderTest {

    private static final String ROUTES = "io.quarkiverse.daprinvoke.daprd.support.Topology#routes";
    private static final String NO_TRACE = "00-00000000000000000000000000000000-0000000000000000-00";

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> ownHeaders() {
        return Topology.onBothRoutes(
                arguments("x-custom", List.of("value")),
                arguments("x-multi", List.of("a,b", "c, d", "a,b")),
                arguments("x-empty", List.of("")),
                arguments("x-tab", List.of("a\tb")),
                arguments("x-quoted", List.of("\"a\\\"b\"; q=0.5")),
                arguments("x-utf8", List.of("caf\u00c3\u00a9")),
                arguments("x_under.score!#$%&'*+-^`|~", List.of("1")),
                arguments("authorization", List.of("Bearer token")),
                arguments("authorization", List.of("Basic dXNlcjpwYXNz")),
                arguments("cookie", List.of("a=b", "c=d")),
                arguments("accept", List.of("application/json")),
                arguments("accept-encoding", List.of("identity")),
                arguments("user-agent", List.of("mine")),
                arguments("content-encoding", List.of("br")),
                arguments("if-none-match", List.of("\"1\"")),
                arguments("range", List.of("bytes=0-1")),
                arguments("origin", List.of("https://example.org")),
                arguments("dapr-other", List.of("1")),
                arguments("traceparent", List.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
    }

    @ParameterizedTest
    @MethodSource("ownHeaders")
    void arrive(String route, String name, List<String> values) {
        InvokeMethodParameters<Object> parameters = Calls.to(route, "foo", "body");
        for (String value : values) {
            parameters = parameters.header(name, value);
        }
        Calls.item(caller.any.send(parameters));
        assertThat(DAPR.target().call().headers().getAll(name)).containsExactlyElementsOf(values);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void traceStateArrivesWithATraceOnly(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo").header("tracestate", "a=b")));
        assertThat(DAPR.target().call().headers().contains("tracestate")).isFalse();
        DAPR.target().reset();
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")
                .header("tracestate", "a=b").header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        assertThat(DAPR.target().call().headers().getAll("tracestate")).containsExactly("a=b");
        assertThat(response.headers().getAll("tracestate")).containsExactly("a=b");
    }

    /** Headers that begin with grpc- are not lost, but renamed. */
    @ParameterizedTest
    @MethodSource(ROUTES)
    void areRenamed(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo").header("grpc-timeout", "1S")));
        MultiMap headers = DAPR.target().call().headers();
        assertThat(headers.contains("grpc-timeout")).isFalse();
        assertThat(headers.get("dapr-grpc-timeout")).isEqualTo("1S");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void nothingElseIsThere(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo", "body")));

        List<String> sent = List.of("content-length", "content-type");
        List<String> added = List.of("accept-encoding", "host", "traceparent", "user-agent");
        List<String> ofSidecars = route.equals(ENDPOINT) ? List.of()
                : List.of("dapr-callee-app-id", "dapr-caller-app-id", "dapr-caller-namespace", "forwarded", "x-forwarded-for",
                        "x-forwarded-host");
        MultiMap headers = DAPR.target().call().headers();
        assertThat(headers.names().stream().map(String::toLowerCase)).containsExactlyInAnyOrderElementsOf(
                Stream.of(sent, added, ofSidecars).flatMap(List::stream).toList());
        assertThat(headers.getAll("content-type")).containsExactly("text/plain");
        assertThat(headers.getAll("content-length")).containsExactly("4");
        assertThat(headers.get("host")).isEqualTo("127.0.0.1:" + DAPR.target().port());
        assertThat(headers.get("user-agent")).isEqualTo("Go-http-client/1.1");
        assertThat(headers.get("accept-encoding")).isEqualTo("gzip");
        assertThat(headers.get("traceparent")).isEqualTo(NO_TRACE);
    }

    @Test
    void theSidecarVouchesForTheCaller() {
        Calls.item(caller.any.send(Calls.to(TARGET, "foo").header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Host", "shop.example").header("Forwarded", "for=192.0.2.1")
                .header("X-Forwarded-Proto", "https")));
        MultiMap headers = DAPR.target().call().headers();
        assertThat(headers.getAll("dapr-caller-app-id")).containsExactly(Topology.SELF);
        assertThat(headers.getAll("dapr-caller-namespace")).containsExactly("default");
        assertThat(headers.getAll("dapr-callee-app-id")).containsExactly(TARGET);
        // Its entries are separate header lines after those of the call
        assertThat(headers.getAll("x-forwarded-for")).containsExactly("192.0.2.1", "127.0.0.1");
        assertThat(headers.getAll("x-forwarded-host")).hasSize(2).startsWith("shop.example");
        assertThat(headers.getAll("forwarded")).hasSize(2).startsWith("for=192.0.2.1");
        assertThat(headers.getAll("forwarded").get(1)).startsWith("for=127.0.0.1;by=127.0.0.1;host=");
        assertThat(headers.getAll("x-forwarded-proto")).containsExactly("https");
    }

    @Test
    void theSidecarVouchesForNothingToAnEndpoint() {
        Calls.item(caller.any.send(Calls.to(ENDPOINT, "foo").header("X-Forwarded-For", "192.0.2.1")));
        MultiMap headers = DAPR.target().call().headers();
        assertThat(headers.names().stream().map(String::toLowerCase)).noneMatch(name -> name.startsWith("dapr-"));
        assertThat(headers.getAll("x-forwarded-for")).containsExactly("192.0.2.1");
    }

    static Stream<Arguments> traces() {
        return Topology.onBothRoutes(
                arguments("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
                arguments("no trace", NO_TRACE));
    }

    /** With tracing off, which it is unless it is configured. */
    @ParameterizedTest
    @MethodSource("traces")
    void traceComesBack(String route, String traceparent, String answered) {
        InvokeResponse<Buffer> response = Calls
                .item(caller.any.exchange(Calls.to(route, "foo").header("traceparent", traceparent)));
        assertThat(DAPR.target().call().headers().getAll("traceparent")).containsExactly(traceparent);
        assertThat(response.headers().getAll("traceparent")).containsExactly(answered);
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void baggageComesBack(String route) {
        InvokeResponse<Buffer> response = Calls
                .item(caller.any.exchange(Calls.to(route, "foo").header("baggage", "key=value")));
        assertThat(DAPR.target().call().headers().getAll("baggage")).containsExactly("key=value");
        assertThat(response.headers().getAll("baggage")).containsExactly("key=value");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void malformedBaggageFailsTheCall(String route) {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(route, "foo").header("baggage", ";;;")));
        assertThat(failure.statusCode()).isEqualTo(400);
        assertThat(failure.errorCode()).isNull();
        assertThat(failure.body().toString()).startsWith("invalid baggage header: ");
        assertThat(DAPR.target().received()).isEmpty();
    }

    static Stream<Arguments> replyHeaders() {
        return Topology.onBothRoutes(
                arguments("x-custom-response", List.of("value"), "x-custom-response"),
                arguments("set-cookie", List.of("a=b", "c=d; Path=/"), "set-cookie"),
                arguments("x-multi", List.of("a,b", "c"), "x-multi"),
                arguments("x-empty", List.of(""), "x-empty"),
                arguments("x-utf8", List.of("caf\u00c3\u00a9"), "x-utf8"),
                arguments("etag", List.of("\"1\""), "etag"),
                arguments("server", List.of("mine"), "server"),
                arguments("cache-control", List.of("no-store"), "cache-control"),
                arguments("retry-after", List.of("1"), "retry-after"),
                arguments("dapr-app-id", List.of("other"), "dapr-app-id"),
                arguments("date", List.of("Mon, 01 Jan 2001 00:00:00 GMT"), "date"),
                arguments("grpc-status", List.of("3"), "dapr-grpc-status"));
    }

    @ParameterizedTest
    @MethodSource("replyHeaders")
    void ofTheReplyComeBack(String route, String name, List<String> values, String back) {
        DAPR.target().answer(response -> response.putHeader(name, values).end("reply"));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.headers().getAll(back)).containsExactlyElementsOf(values);
        assertThat(response.body()).hasToString("reply");
    }

    static Stream<Arguments> lostReplyHeaders() {
        return Topology.onBothRoutes(arguments("keep-alive", "timeout=5"), arguments("proxy-connection", "keep-alive"),
                arguments("upgrade", "foo"), arguments("te", "trailers"), arguments("http2-settings", "abc"),
                arguments("proxy-authenticate", "Basic"), arguments("x-some-bin", "YWJj"));
    }

    @ParameterizedTest
    @MethodSource("lostReplyHeaders")
    void ofTheConnectionDoNotComeBack(String route, String name, String value) {
        DAPR.target().answer(response -> response.putHeader(name, value).putHeader("x-other", "1").end("reply"));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.headers().contains(name)).isFalse();
        assertThat(response.header("x-other")).isEqualTo("1");
        assertThat(response.body()).hasToString("reply");
    }

    @ParameterizedTest
    @MethodSource(ROUTES)
    void thatAConnectionNamesDoNotComeBack(String route) {
        DAPR.target().answer(
                response -> response.putHeader("connection", "x-named").putHeader("x-named", "1").end("reply"));
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo")));
        assertThat(response.headers().contains("x-named")).isFalse();
        assertThat(response.body()).hasToString("reply");
    }

    /** Such a response gets through from an endpoint only. */
    @Test
    void ofTheReplyThatAreNotUtf8() {
        DAPR.target().answer(response -> response.putHeader("x-name", "caf\u00e9").end("reply"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(TARGET, "foo")));
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).endsWith("string field contains invalid UTF-8");
        assertThat(DAPR.target().received()).hasSize(1);

        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(ENDPOINT, "foo")));
        assertThat(response.header("x-name")).isEqualTo("caf\u00e9");
    }
}
