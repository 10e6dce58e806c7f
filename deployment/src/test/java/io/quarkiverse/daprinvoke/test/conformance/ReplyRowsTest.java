package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.IncompleteResponseException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Responses: what the caller gets for what the called application, or the sidecar itself, writes.
 */
class ReplyRowsTest {

    private static final String REQUEST_LINE = "POST /v1.0/invoke/a/method/foo HTTP/1.1";
    private static final List<String> HEADERS = List.of("content-type: text/plain", "content-length: 4");
    private static final String JSON = "application/json";

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    RequestEmitter<String, byte[]> emitter;

    private static void assertOnlyRequest() {
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), REQUEST_LINE, HEADERS, "ping");
    }

    private InvokeResponse<byte[]> exchange() {
        InvokeResponse<byte[]> response = Calls.item(emitter.exchange(InvokeMethodParameters.of("ping")));
        assertOnlyRequest();
        return response;
    }

    private InvocationStatusException failure() {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.send("ping"));
        assertOnlyRequest();
        Calls.assertTarget(failure, "POST", "a", "foo");
        return failure;
    }

    @RowCases
    @CsvSource({ "86, 200 is a success, 200", "86, 202 is a success, 202", "86, 204 is a success, 204",
            "86, 299 is a success, 299" })
    void success(int row, String about, int status) {
        StrictSidecar.get().answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\n"
                + (status == 204 ? "" : "Content-Length: 0\r\n") + "\r\n"));
        Calls.item(emitter.send("ping"));
        assertOnlyRequest();
        assertThat(Calls.item(emitter.request("ping"))).isNull();
        assertOnlyRequest();
        assertThat(exchange().statusCode()).isEqualTo(status);
    }

    @RowCases
    @CsvSource({ "87, 301 is not followed, 301", "87, 302 is not followed, 302", "87, 303 is not followed, 303",
            "87, 307 is not followed, 307", "87, 308 is not followed, 308" })
    void redirect(int row, String about, int status) {
        StrictSidecar.get().answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nLocation: /v1.0/invoke/b/method/bar\r\n"
                + "Content-Length: 0\r\n\r\n"));
        for (String verb : List.of("POST", "GET", "HEAD")) {
            InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("ping").httpVerb(verb);
            InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.send(parameters));
            assertThat(failure).hasMessage(verb + " a/foo was answered with status " + status);
            assertThat(failure.headers().get("location")).isEqualTo("/v1.0/invoke/b/method/bar");
            StrictCalls.assertRequest(StrictCalls.onlyRequest(), verb + " /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS,
                    "ping");
        }
    }

    @RowCases
    @CsvSource("61, a header of the application's own")
    void header(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.raw("HTTP/1.1 200 X\r\nX-Custom-Response: one\r\nx-custom-response: two\r\n"
                + "Content-Length: 0\r\n\r\n"));
        assertThat(exchange().headers().getAll("X-Custom-Response")).containsExactly("one", "two");
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(88, "JSON null", "null", true),
                arguments(88, "an empty body", "", true),
                arguments(88, "JSON false", "false", true),
                arguments(88, "the number zero", "0", true),
                arguments(88, "an empty JSON text", "\"\"", true),
                arguments(88, "8 KiB", "x".repeat(8192), true),
                arguments(88, "8 KiB that end with the connection", "x".repeat(8192), false));
    }

    @RowCases
    @MethodSource("bodies")
    void body(int row, String about, String body, boolean withLength) {
        StrictSidecar.get().answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n"
                    + (withLength ? "Content-Length: " + body.length() : "Connection: close") + "\r\n\r\n",
                    body.getBytes(StandardCharsets.UTF_8)).to(request, out);
            return withLength;
        });
        byte[] reply = Calls.item(emitter.request("ping"));
        assertThat(reply == null ? "" : new String(reply, StandardCharsets.UTF_8)).isEqualTo(body);
        assertOnlyRequest();
        assertThat(exchange().bytes().toString()).isEqualTo(body);
    }

    @RowCases
    @CsvSource("88, fewer bytes than the length says are no reply")
    void lengthTooLarge(int row, String about) {
        StrictSidecar.get().answer((request, out) -> {
            RawSidecar.raw("HTTP/1.1 200 X\r\nContent-Length: 999\r\n\r\n", "short".getBytes()).to(request, out);
            return false;
        });
        assertThat(Calls.failure(IncompleteResponseException.class, emitter.request("ping")))
                .hasMessage("The response to POST a/foo (status 200) was cut short");
        assertOnlyRequest();
        assertThat(Calls.failure(IncompleteResponseException.class, emitter.send("ping")))
                .hasMessage("The response to POST a/foo (status 200) was cut short");
    }

    private static Arguments ofDapr(int row, String about, int status, String errorCode, String message) {
        return arguments(row, about, status, JSON,
                "{\"errorCode\":\"" + errorCode + "\",\"message\":\"" + message.replace("\"", "\\\"") + "\"}", errorCode,
                message);
    }

    private static Arguments ofApplication(int row, String about, int status, String contentType, String body) {
        return arguments(row, about, status, contentType, body, null, null);
    }

    static Stream<Arguments> errors() {
        String invoke = "ERR_DIRECT_INVOKE";
        return Stream.of(
                ofApplication(16, "a method that the application does not have", 404, "text/plain", "404 page not found\n"),
                ofDapr(51, "an HTTP endpoint whose certificate is not trusted", 500, invoke,
                        "failed to invoke, id: mywebsite, err: tls: failed to verify certificate"),
                ofDapr(89, "a call that could not be delivered", 500, invoke, "failed to invoke, id: x, err: \"gone\""),
                ofDapr(90, "a call that access control denies", 403, invoke,
                        "failed to invoke, id: x, err: rpc error: code = PermissionDenied desc = denied"),
                arguments(91, "a gRPC error", 400, JSON,
                        "{\"code\":3,\"message\":\"InvalidArgument\",\"details\":[{\"@type\":\"t\",\"reason\":\"r\"}]}", null,
                        "InvalidArgument"),
                arguments(91, "a gRPC error with blanks in its JSON", 400, JSON,
                        "{\"code\": 3,  \"message\":  \"InvalidArgument\", \"details\": []}", null, "InvalidArgument"),
                ofDapr(92, "a gRPC error that the sidecar could not read", 500, "ERR_MALFORMED_RESPONSE",
                        "proto: syntax error"),
                ofApplication(93, "an error in text", 450, "text/plain; charset=utf-8", "no way"),
                ofApplication(94, "an error in the application's own JSON", 400, JSON, "{\"error\":\"bad request\"}"),
                ofApplication(95, "an error without a body", 404, null, ""),
                ofDapr(101, "a circuit breaker that is open", 500, invoke,
                        "failed to invoke, id: x, err: circuit breaker is open"),
                ofDapr(102, "the sidecar's own timeout", 500, invoke,
                        "failed to invoke, id: x, err: context deadline exceeded"),
                ofDapr(109, "an application that is not healthy", 500, invoke,
                        "failed to invoke, id: x, err: app is not in a healthy state"),
                ofDapr(110, "an application without a port that calls itself", 500, invoke,
                        "failed to invoke, id: a, err: cannot invoke local endpoint: app channel not initialized"));
    }

    @RowCases
    @MethodSource("errors")
    void error(int row, String about, int status, String contentType, String body, String errorCode, String message) {
        StrictSidecar.get().answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nheader1: value1\r\n"
                + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n", body.getBytes(StandardCharsets.UTF_8)));
        InvocationStatusException failure = failure();
        assertThat(failure.statusCode()).isEqualTo(status);
        assertThat(failure.body().toString()).isEqualTo(body);
        assertThat(failure.contentType()).isEqualTo(contentType);
        assertThat(failure.headers().get("header1")).isEqualTo("value1");
        assertThat(failure.errorCode()).isEqualTo(errorCode);
        assertThat(failure.errorMessage()).isEqualTo(message);
        assertThat(failure).hasMessage("POST a/foo was answered with status " + status
                + (errorCode == null ? "" : " " + errorCode) + (message == null ? "" : ": " + message));
        InvokeResponse<byte[]> response = exchange();
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.bytes().toString()).isEqualTo(body);
        assertThat(response.header("header1")).isEqualTo("value1");
    }
}
