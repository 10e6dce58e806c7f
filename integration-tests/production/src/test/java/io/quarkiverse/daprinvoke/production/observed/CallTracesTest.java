package io.quarkiverse.daprinvoke.production.observed;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTimeoutException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.ResponseDecodingException;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkiverse.daprinvoke.test.ReceivedCall;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * The spans of calls, and what of them travels with a call.
 */
@QuarkusTest
@TestProfile(Observed.class)
class CallTracesTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Calls calls;

    @Inject
    Spans spans;

    @ConfigProperty(name = "quarkus.dapr-invoke.endpoint")
    URI endpoint;

    @BeforeEach
    @AfterEach
    void forget() {
        spans.forget();
    }

    private static <T> T item(Uni<T> call) {
        return call.await().atMost(Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/greetings/Ada", "/awaiting/Ada" })
    void aRequestItsCallAndTheRequestThatItBecomesAreOneTrace(String path) {
        given().header("baggage", "tenant=acme").when().get(path).then().statusCode(200);

        List<SpanData> ended = spans.take(3);
        SpanData client = spans.client();
        SpanData outer = server(ended, path);
        SpanData inner = server(ended, "/greetings/of/Ada");
        assertThat(ended).extracting(SpanData::getTraceId).containsOnly(outer.getTraceId());
        assertThat(client.getParentSpanId()).isEqualTo(outer.getSpanId());
        assertThat(inner.getParentSpanId()).isEqualTo(client.getSpanId());
        ReceivedCall received = sidecar.calls("storefront", "greetings/of/Ada").get(0);
        assertThat(received.headers("traceparent"))
                .containsExactly("00-" + client.getTraceId() + "-" + client.getSpanId() + "-01");
        assertThat(received.headers("baggage")).containsExactly("tenant=acme");
    }

    private static SpanData server(List<SpanData> ended, String path) {
        return ended.stream().filter(span -> span.getKind() == SpanKind.SERVER)
                .filter(span -> path.equals(span.getAttributes().get(stringKey("url.path")))).findFirst().orElseThrow();
    }

    @Test
    void aSpanSaysWhatWasCalledButNotItsQuery() {
        sidecar.on("shop", "orders/4 2").replyText(200, "x");
        item(calls.order.request(InvokeMethodParameters.none().binding("id", "4 2").query("token", "secret")));

        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("GET shop/orders/{id}");
        assertThat(span.getParentSpanContext().isValid()).isFalse();
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(span.getInstrumentationScopeInfo().getName()).isEqualTo("io.quarkiverse.daprinvoke");
        assertThat(attributes(span)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "http.request.method", "GET",
                "http.response.status_code", 200L,
                "server.address", endpoint.getHost(),
                "server.port", (long) endpoint.getPort(),
                "url.full", endpoint + "/v1.0/invoke/shop/method/orders/4%202",
                "dapr.app_id", "shop",
                "dapr.method", "orders/4 2"));
    }

    @Test
    void aSpanKeepsTheBeginningOfALongTarget() {
        String method = "m".repeat(3000);
        sidecar.on("shop", method).reply(204);
        item(calls.root.send(InvokeMethodParameters.of("x").methodName(method)));

        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("POST shop/other");
        assertThat(attributes(span)).containsEntry("dapr.method", "m".repeat(1021) + "...");
        assertThat(span.getAttributes().get(stringKey("url.full"))).startsWith(endpoint + "/v1.0/invoke/shop/method/mmm")
                .endsWith("...").hasSize(1024);
    }

    /** Apart from those that describe the thread. */
    private static Map<String, Object> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().getKey(), Map.Entry::getValue));
    }

    @Test
    void theContextOfTheCallReplacesOneThatTheCallBringsAlong() {
        sidecar.on("shop", "").reply(204);
        item(calls.root.send(InvokeMethodParameters.of("x")
                .header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .header("TraceState", "other=stale").header("baggage", "old=1").header("x-other", "kept")));
        ReceivedCall received = sidecar.calls("shop", "").get(0);
        assertThat(received.headers("traceparent")).singleElement().asString().contains(spans.client().getSpanId());
        assertThat(received.headers("tracestate")).isEmpty();
        assertThat(received.headers("baggage")).isEmpty();
        assertThat(received.header("x-other")).isEqualTo("kept");
    }

    @Test
    void aFailureIsRecordedWithoutWhatItQuotes() {
        sidecar.on("shop", "number").reply("{\"number\":\"4111-SECRET\"}").then()
                .reply(500, "{\"errorCode\":\"ERR_SECRET\",\"message\":\"SECRET\"}");
        assertThatExceptionOfType(ResponseDecodingException.class).isThrownBy(() -> item(calls.number.request()));
        SpanData span = spans.client();
        assertThat(span.getEvents()).singleElement()
                .satisfies(event -> assertThat(event.getAttributes().get(stringKey("exception.message")))
                        .startsWith("caused by com.fasterxml.jackson.databind.exc.InvalidFormatException"));
        assertThat(span.toString()).doesNotContain("SECRET");

        spans.forget();
        assertThatExceptionOfType(InvocationStatusException.class).isThrownBy(() -> item(calls.number.request()));
        assertError(spans.client(), "500", "", InvocationStatusException.class);
        assertThat(spans.client().toString()).doesNotContain("SECRET");
    }

    @Test
    void aCallThatIsTriedAgainIsOneSpan() {
        sidecar.on("shop", "again").reply(503).then().reply(503).then().reply(204);
        item(calls.again.send("x"));

        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("PUT shop/again");
        assertThat(span.getAttributes().get(longKey("http.request.resend_count"))).isEqualTo(2);
        assertThat(span.getAttributes().get(longKey("http.response.status_code"))).isEqualTo(204);
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
        assertThat(sidecar.calls("shop", "again")).hasSize(3).extracting(call -> call.header("traceparent"))
                .containsOnly("00-" + span.getTraceId() + "-" + span.getSpanId() + "-01");
    }

    @Test
    void anUnwantedStatusIsAnErrorOfThatName() {
        sidecar.on("shop", "").reply(404);
        assertThatExceptionOfType(InvocationStatusException.class).isThrownBy(() -> item(calls.root.send("x")));
        assertError(spans.client(), "404", "", InvocationStatusException.class);
    }

    @Test
    void anErrorStatusThatTheCallAcceptsIsAnErrorWithoutAnException() {
        sidecar.on("shop", "").reply(503);
        item(calls.root.exchange(InvokeMethodParameters.of("x")));
        assertError(spans.client(), "503", "", null);
    }

    @Test
    void aTimeoutIsAnError() {
        sidecar.on("shop", "").neverAnswer();
        assertThatExceptionOfType(InvocationTimeoutException.class).isThrownBy(
                () -> item(calls.root.send(InvokeMethodParameters.of("x").timeout(Duration.ofMillis(200)))));
        assertError(spans.client(), InvocationTimeoutException.class.getName(), "InvocationTimeoutException",
                InvocationTimeoutException.class);
    }

    @Test
    void aTargetThatIsInvalidIsAnErrorOfWhatIsDeclared() {
        assertThatExceptionOfType(InvalidInvocationTargetException.class).isThrownBy(() -> item(calls.proxy.send("x")));

        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("{verb} {app}/proxied/{method}");
        assertThat(span.getAttributes().get(stringKey("http.request.method"))).isEqualTo("_OTHER");
        assertError(span, InvalidInvocationTargetException.class.getName(), "InvalidInvocationTargetException",
                InvalidInvocationTargetException.class);
    }

    private static void assertError(SpanData span, String type, String description, Class<?> exception) {
        assertThat(span.getStatus()).isEqualTo(StatusData.create(StatusCode.ERROR, description));
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo(type);
        assertThat(span.getEvents()).extracting(event -> event.getAttributes().get(stringKey("exception.type")))
                .isEqualTo(exception == null ? List.of() : List.of(exception.getName()));
    }

    @Test
    void aCallThatIsCancelledSaysSo() {
        sidecar.on("shop", "").neverAnswer();
        Cancellable call = calls.root.send("x").subscribe().with(sent -> {
        });
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> sidecar.verify("shop", "").once());
        assertThat(spans.ended()).isEmpty();
        call.cancel();

        SpanData span = spans.client();
        assertThat(span.getEvents()).singleElement().satisfies(event -> assertThat(event.getName()).isEqualTo("cancelled"));
        assertThat(span.getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void theSpanOfAStreamedReplyEndsWithIt() {
        sidecar.on("shop", "feed").replyText(200, "abc");
        AssertSubscriber<?> reader = item(calls.feed.request("x")).subscribe().withSubscriber(AssertSubscriber.create(0));
        assertThat(spans.ended()).isEmpty();
        reader.request(9).awaitCompletion();
        assertThat(spans.client().getAttributes().get(longKey("http.response.status_code"))).isEqualTo(200);
    }

    @Test
    void ofAUrlInThePlaceOfTheAppIdTheNameHasHostAndPort() {
        item(calls.hook.send("x").onFailure().recoverWithNull());
        SpanData span = spans.client();
        assertThat(span.getName()).isEqualTo("POST partner.example:8081/hook");
        assertThat(span.getAttributes().get(stringKey("dapr.app_id"))).isEqualTo("partner.example:8081");
        assertThat(span.getAttributes().get(stringKey("url.full")))
                .isEqualTo(endpoint + "/v1.0/invoke/partner.example:8081/method/hook");
        assertThat(span.toString()).doesNotContain("secret");
    }
}
