package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
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
 * Verbs: their form in the request line, and those that are refused because the sidecar would replace them with POST.
 */
class VerbRowsTest {

    private static final List<String> HEADERS = List.of("content-type: text/plain", "content-length: 4");

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app();

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    RequestEmitter<String, String> emitter;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo", httpVerb = "post")
    RequestEmitter<String, String> post;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo", httpVerb = "Get")
    RequestEmitter<String, String> get;

    private static InvokeMethodParameters<String> verb(String body, String verb) {
        return InvokeMethodParameters.of(body).httpVerb(verb);
    }

    @BeforeEach
    void answer() {
        StrictSidecar.get().answer(RawSidecar.ok("pong"));
    }

    @RowCases
    @CsvSource({ "2, GET answered with 200, GET, 200", "2, PUT answered with 202, PUT, 202",
            "2, DELETE answered with 409, DELETE, 409", "2, PATCH answered with 502, PATCH, 502",
            "3, POST answered with 201, POST, 201" })
    void statusAndBodyComeBack(int row, String about, String verb, int status) {
        StrictSidecar.get().answer(RawSidecar.reply(status, "text/plain", "pong"));
        String requestLine = verb + " /v1.0/invoke/a/method/foo HTTP/1.1";
        InvokeResponse<String> response = Calls.item(emitter.exchange(verb("ping", verb)));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.bytes().toString()).isEqualTo("pong");
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), requestLine, HEADERS, "ping");
        if (status < 300) {
            assertThat(Calls.item(emitter.request(verb("ping", verb)))).isEqualTo("pong");
        } else {
            InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                    emitter.request(verb("ping", verb)));
            assertThat(failure).hasMessage(verb + " a/foo was answered with status " + status);
            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure.body().toString()).isEqualTo("pong");
        }
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), requestLine, HEADERS, "ping");
    }

    @RowCases
    @CsvSource({ "4, a verb in lower case, post, POST", "5, a verb in mixed case, Get, GET" })
    void letterCase(int row, String about, String declared, String sent) {
        String requestLine = sent + " /v1.0/invoke/a/method/foo HTTP/1.1";
        StrictCalls.assertRequest(StrictCalls.sent((sent.equals("POST") ? post : get).send("ping")), requestLine, HEADERS,
                "ping");
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(verb("ping", declared))), requestLine, HEADERS, "ping");
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(7, "an unknown verb", "FOO"),
                arguments(7, "a verb that looks known in another script", "po\u017ft"),
                arguments(7, "a verb and more", "GET /v1.0/shutdown HTTP/1.1\r\n\r\nGET"),
                arguments(8, "CONNECT", "CONNECT"),
                arguments(8, "the verb that stands for none", "NONE"));
    }

    @RowCases
    @MethodSource("refused")
    void refusedVerb(int row, String about, String verb) {
        InvalidInvocationTargetException failure = Calls.failure(InvalidInvocationTargetException.class,
                emitter.send(verb("ping", verb)));
        assertThat(failure)
                .hasMessage("The target of the call is invalid: the HTTP verb must be GET, HEAD, POST, PUT, DELETE,"
                        + " OPTIONS, TRACE or PATCH")
                .hasNoCause();
        StrictCalls.assertNothingSentBefore(get.send("later"), "GET /v1.0/invoke/a/method/foo HTTP/1.1");
    }

    @RowCases
    @CsvSource("9, HEAD has a status and headers but no body")
    void head(int row, String about) {
        InvokeResponse<String> response = Calls.item(emitter.exchange(verb(null, "HEAD")));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.header("content-length")).isEqualTo("4");
        assertThat(response.bytes().length()).isZero();
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), "HEAD /v1.0/invoke/a/method/foo HTTP/1.1", List.of(), "");
        assertThat(Calls.item(emitter.request(verb(null, "HEAD")))).isNull();
    }

    @RowCases
    @CsvSource({ "77, GET with a body, GET", "77, DELETE with a body, DELETE", "77, HEAD with a body, HEAD",
            "77, OPTIONS with a body, OPTIONS" })
    void body(int row, String about, String verb) {
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(verb("ping", verb))),
                verb + " /v1.0/invoke/a/method/foo HTTP/1.1", HEADERS, "ping");
    }
}
