package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkiverse.daprinvoke.test.support.StrictCalls;
import io.quarkiverse.daprinvoke.test.support.StrictSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;

/**
 * Whole calls: what overrides what, how calls go with each other, and what becomes of those that nobody answers.
 */
class CallRowsTest {

    private static final String REQUEST_LINE = "POST /v1.0/invoke/a/method/foo HTTP/1.1";

    @RegisterExtension
    static final QuarkusUnitTest APP = StrictCalls.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "20")
            .overrideRuntimeConfigKey("nobody", SharedSidecar.nobody());

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    RequestEmitter<Object, String> emitter;

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo", daprAddress = "${nobody}")
    Emitter<Object> toNobody;

    @BeforeEach
    void answer() {
        StrictSidecar.get().answer(RawSidecar.ok(""));
    }

    private static List<String> headers(String contentType, int length) {
        return List.of("content-type: " + contentType, "content-length: " + length);
    }

    @RowCases
    @CsvSource("80, a hundred calls at a time, each with its own echo")
    void parallel(int row, String about) {
        StrictSidecar.get().answer((request, out) -> RawSidecar.ok(request.text()).to(request, out));
        List<String> bodies = IntStream.range(0, 100).mapToObj(i -> "body " + i).toList();
        List<String> replies = Calls.item(Uni.join().all(bodies.stream().map(body -> emitter.request(body)).toList())
                .andFailFast());
        assertThat(replies).isEqualTo(bodies);
        List<String> received = new ArrayList<>();
        for (int i = 0; i < bodies.size(); i++) {
            Request request = StrictSidecar.get().next();
            received.add(request.text());
            StrictCalls.assertRequest(request, REQUEST_LINE, headers("text/plain", request.text().length()), request.text());
        }
        assertThat(received).containsExactlyInAnyOrderElementsOf(bodies);
        assertThat(StrictSidecar.get().pending()).isZero();
    }

    @RowCases
    @CsvSource(nullValues = "-", value = {
            "82, a call that names nothing, -, -, -, POST /v1.0/invoke/a/method/foo HTTP/1.1",
            "82, a call that names the app ID, b, -, -, POST /v1.0/invoke/b/method/foo HTTP/1.1",
            "82, a call that names the method, -, bar, -, POST /v1.0/invoke/a/method/bar HTTP/1.1",
            "82, a call that names the verb, -, -, put, PUT /v1.0/invoke/a/method/foo HTTP/1.1",
            "82, a call that names all of them, b, bar, put, PUT /v1.0/invoke/b/method/bar HTTP/1.1" })
    void override(int row, String about, String appId, String method, String verb, String requestLine) {
        InvokeMethodParameters<Object> parameters = InvokeMethodParameters.<Object> of("x").appId(appId).methodName(method)
                .httpVerb(verb);
        StrictCalls.assertRequest(StrictCalls.sent(emitter.send(parameters)), requestLine, headers("text/plain", 1), "x");
    }

    @RowCases
    @CsvSource("84, two calls are under way at a time and do not depend on each other")
    void independent(int row, String about) {
        CountDownLatch both = new CountDownLatch(2);
        StrictSidecar.get().answer((request, out) -> {
            both.countDown();
            boolean together = both.await(10, TimeUnit.SECONDS);
            boolean first = request.text().equals("first");
            return RawSidecar.reply(together && !first ? 200 : 500, "text/plain", "second").to(request, out);
        });
        List<Object> outcomes = Calls.item(Uni.join().all(
                emitter.request("first").map(Object.class::cast).onFailure().recoverWithItem(failure -> failure),
                emitter.request("second").map(Object.class::cast)).andFailFast());
        assertThat(outcomes.get(0)).isInstanceOf(InvocationStatusException.class);
        assertThat(outcomes.get(1)).isEqualTo("second");
        assertThat(List.of(StrictSidecar.get().next().text(), StrictSidecar.get().next().text()))
                .containsExactlyInAnyOrder("first", "second");
    }

    @RowCases
    @CsvSource(delimiter = '|', value = {
            "85 | the envelope in other letter case | {\"BODY\":1,\"AppId\":\"x\"} | POST /v1.0/invoke/x/method/foo HTTP/1.1 | 1",
            "85 | the envelope whole | {\"body\":[2],\"appId\":\"x\",\"methodName\":\"m/n\",\"httpVerb\":\"get\"} | GET /v1.0/invoke/x/method/m/n HTTP/1.1 | [2]",
            "85 | the envelope with null members and unknown ones | {\"body\":true,\"appId\":null,\"httpVerb\":null,\"x\":1} | POST /v1.0/invoke/a/method/foo HTTP/1.1 | true" })
    void envelope(int row, String about, String envelope, String requestLine, String body) {
        StrictCalls.assertRequest(
                StrictCalls.sent(emitter.send(InvokeMethodParameters.fromJson(new JsonObject(envelope)))), requestLine,
                headers("application/json", body.length()), body);
    }

    @RowCases
    @CsvSource("98, nobody listens where the sidecar should be")
    void refusedConnection(int row, String about) {
        assertThat(Calls.failure(SidecarUnavailableException.class, toNobody.send("x"))).hasMessageStartingWith(
                "The Dapr sidecar at " + SharedSidecar.nobody() + " could not be reached for POST a/foo: Connection refused");
    }

    @RowCases
    @CsvSource("99, a connection that is closed before the response is a failure, and nothing is sent again")
    void closedConnection(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.hangUp());
        assertThat(Calls.failure(SidecarUnavailableException.class, emitter.send("x")))
                .hasMessageStartingWith("The connection to the Dapr sidecar at " + StrictSidecar.get().url()
                        + " was lost before the response to POST a/foo: ");
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), REQUEST_LINE, headers("text/plain", 1), "x");
    }

    @RowCases
    @CsvSource("100, a call that is not answered in time is a failure and ends on the wire")
    void timeout(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.silence());
        assertThat(Calls.failure(InvocationTimeoutException.class,
                emitter.send(InvokeMethodParameters.<Object> of("x").timeout(Duration.ofSeconds(2)))))
                .hasMessage("POST a/foo did not end within 2000 ms");
        Request request = StrictCalls.onlyRequest();
        StrictCalls.assertRequest(request, REQUEST_LINE, headers("text/plain", 1), "x");
        StrictSidecar.get().awaitClosed(request.connection());
    }

    @RowCases
    @CsvSource("103, a payload in memory goes out with its length, which lets the sidecar repeat it, and the caller does not")
    void onceOnly(int row, String about) {
        StrictSidecar.get().answer(RawSidecar.reply(500, "text/plain", "no"));
        String large = IntStream.range(0, 20_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.send(large)).statusCode()).isEqualTo(500);
        StrictCalls.assertRequest(StrictCalls.onlyRequest(), REQUEST_LINE, headers("text/plain", large.length()), large);
    }
}
