package io.quarkiverse.daprinvoke.test.restclient;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;

/**
 * A filter of the application cannot send a call elsewhere, whenever it runs: not even the last of all.
 */
class LateFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, OrdersLast.class, Early.class, Last.class, Change.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret");

    @Singleton
    public static class Change {

        volatile Consumer<ClientRequestContext> change = context -> {
        };
    }

    @Singleton
    public static class Early implements ClientRequestFilter {

        @Inject
        Change change;

        @Override
        public void filter(ClientRequestContext context) {
            change.change.accept(context);
        }
    }

    @Singleton
    public static class Last implements ClientRequestFilter {

        @Inject
        Change change;

        @Override
        public void filter(ClientRequestContext context) {
            change.change.accept(context);
        }
    }

    @RegisterRestClient
    @RegisterProvider(Early.class)
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();

        @GET
        Uni<String> getLater();

        @POST
        String create(String order);
    }

    @RegisterRestClient
    @RegisterProvider(value = Last.class, priority = Integer.MAX_VALUE)
    @DaprService("orders")
    @Path("/orders")
    public interface OrdersLast extends Orders {
    }

    private static final Consumer<ClientRequestContext> USER_INFORMATION = to(
            SharedSidecar.get().url().replace("http://", "http://dapr-app-id:evil@") + "/v1.0/invoke/orders/method/orders");

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    OrdersLast last;

    @Inject
    Change change;

    private final RawSidecar sidecar = SharedSidecar.get();
    private final RawSidecar other = SharedSidecar.other();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("done"));
        other.answer(RawSidecar.ok("leaked"));
    }

    private static Map<String, Consumer<ClientRequestContext>> changes() {
        String here = SharedSidecar.get().url();
        String base = here + "/v1.0/invoke/orders/method";
        return Map.ofEntries(
                entry("another host", to(SharedSidecar.other().url() + "/v1.0/invoke/orders/method/orders")),
                entry("another name for the host", to("http://evil.invalid:" + SharedSidecar.get().port()
                        + "/v1.0/invoke/orders/method/orders")),
                entry("another port", to(SharedSidecar.nobody() + "/v1.0/invoke/orders/method/orders")),
                entry("another app ID", to(here + "/v1.0/invoke/evil/method/orders")),
                entry("another API", to(here + "/v1.0/shutdown")),
                entry("a path beside", to(base + "x/orders")),
                entry("dot segments", to(base + "/orders/../../../../shutdown")),
                entry("encoded dot segments", to(base + "/%2e%2e/%2E%2E/shutdown")),
                entry("an empty segment", to(base + "//orders")),
                entry("a relative URI", to("//127.0.0.1/orders")),
                entry("an opaque URI", to("mailto:orders")),
                entry("a letter beyond ASCII", to(base + "/\u00e9")),
                entry("another verb", change(context -> context.setMethod("PURGE"))),
                entry("the header dapr-app-id", header("dapr-app-id", "evil")),
                entry("another letter case", header("Dapr-App-Id", "evil")),
                entry("a token", header("dapr-api-token", "guessed")),
                entry("the header of a caller", header("dapr-caller-app-id", "trusted")),
                entry("a hop-by-hop header", header("Connection", "close")),
                entry("another host header", header("Host", "evil")),
                entry("credentials that name an app ID", header("Authorization", "Basic ZGFwci1hcHAtaWQ6ZXZpbA==")),
                entry("a line break", header("X-A", "a\r\ndapr-app-id: evil")),
                entry("a value that is no text", header("dapr-app-id", new StringBuilder("evil"))),
                entry("a line break in such a value", header("X-A", new StringBuilder("a\r\ndapr-app-id: evil"))),
                entry("a line break in the header Content-Type", header("Content-Type", "a/b\r\ndapr-app-id: evil")),
                entry("a line break in Accept", header("Accept", "a\r\ndapr-app-id: evil")),
                entry("a line break in the content type", change(context -> context.setEntity("order", new Annotation[0],
                        new MediaType("text", "plain", Map.of("a", "\r\ndapr-app-id: evil"))))));
    }

    private static Consumer<ClientRequestContext> to(String uri) {
        return context -> context.setUri(URI.create(uri));
    }

    private static Consumer<ClientRequestContext> change(Consumer<ClientRequestContext> change) {
        return change;
    }

    private static Consumer<ClientRequestContext> header(String name, Object value) {
        return context -> context.getHeaders().putSingle(name, value);
    }

    static Stream<String> names() {
        return changes().keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ofAnyPriority(String name) {
        change.change = changes().get(name);
        assertRefused(orders::get);
        assertRefused(() -> orders.getLater().await().indefinitely());
        assertRefused(() -> orders.create("order"));
        assertNothingWasSent();
    }

    @Test
    void userInformationOfAnEarlierOneIsRefused() {
        change.change = USER_INFORMATION;
        assertRefused(orders::get);
        assertNothingWasSent();
    }

    @Test
    void anotherSchemeOfAnEarlierOneIsRefused() {
        change.change = to(SharedSidecar.get().url().replace("http:", "https:") + "/v1.0/invoke/orders/method/orders");
        assertRefused(orders::get);
        assertNothingWasSent();
    }

    @ParameterizedTest
    @MethodSource("names")
    void ofTheLastPriority(String name) {
        change.change = changes().get(name);
        assertRefused(last::get);
        assertRefused(() -> last.getLater().await().indefinitely());
        assertRefused(() -> last.create("order"));
        assertNothingWasSent();
    }

    @Test
    void userInformationOfTheLastIsRefused() {
        change.change = USER_INFORMATION;
        assertRefused(last::get);
        assertNothingWasSent();
    }

    @Test
    void anotherSchemeOfTheLastIsRefused() {
        change.change = to(SharedSidecar.get().url().replace("http:", "https:") + "/v1.0/invoke/orders/method/orders");
        assertRefused(last::get);
        assertNothingWasSent();
    }

    /** The last thing of all that an application can do with a request. */
    @Test
    void aCustomizerOfTheRequestIsRefusedToo() {
        for (Consumer<HttpClientRequest> made : List.<Consumer<HttpClientRequest>> of(
                request -> request.putHeader("dapr-app-id", "evil"), request -> request.setURI("/v1.0/shutdown"),
                request -> request.setHost("evil"), request -> request.setPort(1),
                request -> request.setMethod(HttpMethod.valueOf("PURGE")))) {
            Orders client = ((RestClientBuilderImpl) RestClientBuilder.newBuilder()).clientRequestCustomizer(made)
                    .baseUri(URI.create("dapr://any")).build(Orders.class);
            assertRefused(client::get);
        }
        assertNothingWasSent();
    }

    /** It may have kept the context of the call. */
    @Test
    void whatACustomizerDoesToTheCallIsRefusedToo() {
        AtomicReference<ClientRequestContext> kept = new AtomicReference<>();
        change.change = kept::set;
        Orders client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("dapr://any"))
                .httpClientRequestCustomizer(request -> kept.get().getHeaders().putSingle("dapr-app-id", "evil"))
                .build(Orders.class);
        assertRefused(client::get);
        assertRefused(() -> client.create("order"));
        assertNothingWasSent();
    }

    /** Neither is sent, and the connection that it got is there for others. */
    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aCallThatIsRefusedLateGivesItsConnectionBack(boolean writable) {
        AtomicBoolean refused = new AtomicBoolean(true);
        AtomicReference<ClientRequestContext> kept = new AtomicReference<>();
        change.change = kept::set;
        Orders client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("dapr://any"))
                .property(QuarkusRestClientProperties.CONNECTION_POOL_SIZE, 1).httpClientRequestCustomizer(request -> {
                    if (refused.get()) {
                        kept.get().getHeaders().putSingle(writable ? "dapr-app-id" : "X-Value",
                                writable ? "evil" : new Unwritable());
                    }
                }).build(Orders.class);
        assertRefused(() -> client.getLater().await().atMost(Duration.ofSeconds(10)));
        assertRefused(() -> client.getLater().await().atMost(Duration.ofSeconds(10)));
        refused.set(false);
        assertThat(client.getLater().await().atMost(Duration.ofSeconds(10))).isEqualTo("done");
        sidecar.next();
        assertNothingWasSent();
    }

    static class Unwritable {
        @Override
        public String toString() {
            throw new IllegalStateException("evil");
        }
    }

    @Test
    void whatMayBeSentIsSent() {
        change.change = context -> {
            context.setMethod("put");
            context.getHeaders().putSingle("X-Text", new StringBuilder("text"));
            context.getHeaders().putSingle("Accept", "text/csv");
            context.getHeaders().putSingle("Content-Type", "text/csv");
            context.setEntity("a,b");
        };
        orders.create("replaced");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("PUT /v1.0/invoke/orders/method/orders HTTP/1.1");
        assertThat(request.text()).isEqualTo("a,b");
        assertThat(request.header("content-type")).containsExactly("text/csv");
        assertThat(request.header("x-text")).containsExactly("text");
        assertThat(request.header("accept")).containsExactly("text/csv");
    }

    private void assertRefused(Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(InvalidInvocationTargetException.class)
                .hasMessageContaining("LateFilterTest$Orders").hasMessageNotContaining("evil");
    }

    private void assertNothingWasSent() {
        change.change = context -> {
        };
        orders.create("harmless");
        last.create("harmless");
        for (int i = 0; i < 2; i++) {
            RawSidecar.Request request = sidecar.next();
            assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/orders HTTP/1.1");
            assertThat(request.text()).isEqualTo("harmless");
            assertThat(request.header("dapr-app-id")).isEmpty();
            assertThat(request.header("dapr-api-token")).containsExactly("s3cret");
        }
        assertThat(sidecar.pending()).isZero();
        assertThat(other.pending()).isZero();
    }
}
