package io.quarkiverse.daprinvoke.test.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/**
 * send, request and exchange, with a payload, with nothing and with parameters, as a Uni, blocking and forgotten: each
 * makes the same request, and each has the response that it names.
 */
class EveryFormOfACallTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    private static final Order ORDER = new Order("7");
    private static final String PAYLOAD = "{\"id\":\"7\"}";
    private static final InvokeMethodParameters<Order> WITH_HEADER = InvokeMethodParameters.of(ORDER).header("x-one", "1");
    private static final Receipt RECEIPT = new Receipt("r");

    private final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Order> orders;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Void, Receipt> find;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Object> any;

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<Shape> shapes;

    public record Order(String id) {
    }

    public record Receipt(String number) {
    }

    public interface Shape {
    }

    public record Circle(int radius) implements Shape {
    }

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.json(200, "{\"number\":\"r\"}"));
    }

    private static Callable<Object> blocking(Runnable call) {
        return () -> {
            call.run();
            return null;
        };
    }

    private static Object body(InvokeResponse<?> response) {
        assertThat(response.bytes()).hasToString("{\"number\":\"r\"}");
        return response.body();
    }

    private void assertSent(String form, String body, List<String> header) {
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).as(form).isEqualTo("POST /v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(request.text()).as(form).isEqualTo(body);
        assertThat(request.header("x-one")).as(form).isEqualTo(header);
        assertThat(sidecar.pending()).as(form).isZero();
    }

    private void assertCalls(Map<String, Callable<Object>> forms, Object item, String body, List<String> header)
            throws Exception {
        for (Map.Entry<String, Callable<Object>> form : forms.entrySet()) {
            Object outcome = form.getValue().call();
            assertThat(outcome instanceof Uni<?> uni ? Calls.item(uni) : outcome).as(form.getKey()).isEqualTo(item);
            assertSent(form.getKey(), body, header);
        }
    }

    @Test
    void callsWithoutAReply() throws Exception {
        assertCalls(Map.of("send", () -> orders.send(ORDER), "sendAndAwait", blocking(() -> orders.sendAndAwait(ORDER))), null,
                PAYLOAD, List.of());
        assertCalls(Map.of("send", () -> orders.send(WITH_HEADER), "sendAndAwait",
                blocking(() -> orders.sendAndAwait(WITH_HEADER)), "send of another", () -> create.send(WITH_HEADER),
                "sendAndAwait of another", blocking(() -> create.sendAndAwait(WITH_HEADER))), null, PAYLOAD, List.of("1"));
        Order none = null;
        InvokeMethodParameters<Order> noParameters = null;
        Map<String, Callable<Object>> nothing = new LinkedHashMap<>();
        nothing.put("send()", () -> orders.send());
        nothing.put("send(null payload)", () -> orders.send(none));
        nothing.put("send(null parameters)", () -> orders.send(noParameters));
        nothing.put("send(parameters of null)", () -> orders.send(InvokeMethodParameters.of(null)));
        nothing.put("sendAndAwait()", blocking(() -> orders.sendAndAwait()));
        nothing.put("sendAndAwait(null payload)", blocking(() -> orders.sendAndAwait(none)));
        nothing.put("sendAndAwait(null parameters)", blocking(() -> orders.sendAndAwait(noParameters)));
        nothing.put("send() of another", () -> create.send());
        nothing.put("sendAndAwait() of another", blocking(() -> create.sendAndAwait()));
        assertCalls(nothing, null, "", List.of());
    }

    @Test
    void callsThatNobodyWaitsFor() {
        orders.sendAndForget(ORDER);
        assertSent("payload", PAYLOAD, List.of());
        orders.sendAndForget(WITH_HEADER);
        assertSent("parameters", PAYLOAD, List.of("1"));
        orders.sendAndForget();
        assertSent("nothing", "", List.of());
        orders.sendAndForget((Order) null);
        assertSent("null payload", "", List.of());
        create.sendAndForget((InvokeMethodParameters<Order>) null);
        assertSent("null parameters", "", List.of());
    }

    @Test
    void requests() throws Exception {
        assertCalls(Map.of("request", () -> create.request(ORDER), "requestAndAwait", () -> create.requestAndAwait(ORDER)),
                RECEIPT, PAYLOAD, List.of());
        assertCalls(Map.of("request", () -> create.request(WITH_HEADER), "requestAndAwait",
                () -> create.requestAndAwait(WITH_HEADER)), RECEIPT, PAYLOAD, List.of("1"));
        assertCalls(
                Map.of("request()", () -> create.request(), "requestAndAwait()", () -> create.requestAndAwait(),
                        "request(null payload)", () -> create.request((Order) null), "request(null parameters)",
                        () -> create.request((InvokeMethodParameters<Order>) null), "requestAndAwait(null parameters)",
                        () -> create.requestAndAwait((InvokeMethodParameters<Order>) null), "request() of Void",
                        () -> find.request(), "request(none())", () -> find.request(InvokeMethodParameters.none()),
                        "requestAndAwait() of Void", () -> find.requestAndAwait()),
                RECEIPT, "", List.of());
        assertCalls(Map.of("request(none with header)", () -> find.request(InvokeMethodParameters.none().header("x-one", "1")),
                "requestAndAwait(none with header)",
                () -> find.requestAndAwait(InvokeMethodParameters.none().header("x-one", "1"))), RECEIPT, "", List.of("1"));
    }

    @Test
    void exchanges() throws Exception {
        Buffer bytes = Buffer.buffer("{\"number\":\"r\"}");
        assertCalls(Map.of("exchange", () -> orders.exchange(ORDER).map(EveryFormOfACallTest::body), "exchangeAndAwait",
                () -> body(orders.exchangeAndAwait(ORDER))), bytes, PAYLOAD, List.of());
        assertCalls(Map.of("exchange", () -> create.exchange(ORDER).map(EveryFormOfACallTest::body), "exchangeAndAwait",
                () -> body(create.exchangeAndAwait(ORDER))), RECEIPT, PAYLOAD, List.of());
        assertCalls(Map.of("exchange", () -> create.exchange(WITH_HEADER).map(EveryFormOfACallTest::body), "exchangeAndAwait",
                () -> body(create.exchangeAndAwait(WITH_HEADER))), RECEIPT, PAYLOAD, List.of("1"));
        assertCalls(
                Map.of("exchange()", () -> create.exchange().map(EveryFormOfACallTest::body), "exchangeAndAwait()",
                        () -> body(create.exchangeAndAwait()), "exchange(null)",
                        () -> create.exchange((InvokeMethodParameters<Order>) null).map(EveryFormOfACallTest::body),
                        "exchange(null payload)", () -> create.exchange((Order) null).map(EveryFormOfACallTest::body),
                        "exchange(none())",
                        () -> find.exchange(InvokeMethodParameters.none()).map(EveryFormOfACallTest::body)),
                RECEIPT, "", List.of());
        assertCalls(Map.of("exchange()", () -> orders.exchange().map(EveryFormOfACallTest::body), "exchangeAndAwait()",
                () -> body(orders.exchangeAndAwait())), bytes, "", List.of());
    }

    @Test
    void parametersAreNeverAPayload() throws Exception {
        Object parameters = WITH_HEADER;
        assertCalls(
                Map.of("static type", () -> any.send(WITH_HEADER), "dynamic type", () -> any.send(parameters), "blocking",
                        blocking(() -> any.sendAndAwait(parameters)), "exchange",
                        () -> any.exchange(parameters).map(response -> null), "exchangeAndAwait",
                        () -> any.exchangeAndAwait(parameters).header("absent")),
                null, PAYLOAD, List.of("1"));
        any.sendAndForget(parameters);
        assertSent("forgotten", PAYLOAD, List.of("1"));
        assertCalls(Map.of("null", () -> any.send(null), "blocking null", blocking(() -> any.sendAndAwait(null))), null, "",
                List.of());
        assertCalls(Map.of("subtype", () -> shapes.send(InvokeMethodParameters.of(new Circle(2)).header("x-one", "1"))), null,
                "{\"radius\":2}", List.of("1"));
    }

    @Test
    void blockingFormsAreRefusedOnAnEventLoop() {
        Map<String, Runnable> forms = new LinkedHashMap<>();
        forms.put("sendAndAwait", () -> orders.sendAndAwait());
        forms.put("sendAndAwait ", () -> orders.sendAndAwait(WITH_HEADER));
        forms.put("requestAndAwait", () -> create.requestAndAwait());
        forms.put("requestAndAwait ", () -> create.requestAndAwait(WITH_HEADER));
        forms.put("exchangeAndAwait", () -> create.exchangeAndAwait());
        forms.put("exchangeAndAwait ", () -> orders.exchangeAndAwait(WITH_HEADER));
        forms.put("exchangeAndAwait  ", () -> orders.exchangeAndAwait(ORDER));
        forms.forEach((form, call) -> {
            CompletableFuture<Throwable> outcome = new CompletableFuture<>();
            vertx.getOrCreateContext().runOnContext(v -> outcome.complete(catchThrowable(call::run)));
            assertThat(outcome).succeedsWithin(Duration.ofSeconds(20));
            assertThat(outcome.join()).as(form).isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(form.trim() + " must not be called on the event loop")
                    .hasMessageContaining("Use " + form.trim().replace("AndAwait", "") + " and return its Uni");
        });
        Calls.assertNothingSentBefore(orders.send(ORDER), "POST /v1.0/invoke/orders/method/create HTTP/1.1");
    }
}
