package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * The calls of an interface with an app ID go to the sidecar, with the path of the application before their path, and with the
 * token.
 */
class InterfaceAddressTest {

    private static final String INVOKE = "/v1.0/invoke/orders/method/";

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(OrdersClient.class, RootClient.class, NamespaceClient.class,
            ConfiguredClient.class, GeneratedClient.class, PartnerClient.class, Order.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.allow-url-app-ids", "true")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.configured.app-id", "stock")
            .overrideConfigKey("generated.host", "http://generated.example")
            .overrideConfigKey("quarkus.dapr-invoke.rest-client.\"no.such.Client\".app-id", "x")
            .overrideConfigKey("shop.namespace", "prod")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(record.getParameters()).contains(
                            "quarkus.dapr-invoke.rest-client.\"no.such.Client\".app-id")));

    record Order(String id) {
    }

    @RegisterRestClient(configKey = "orders")
    @DaprService("orders")
    @Path("/orders")
    public interface OrdersClient {

        @POST
        Uni<Order> create(Order order);

        @GET
        @Path("/{id}")
        Order find(@PathParam("id") String id, @QueryParam("part") String part);

        @GET
        @Path("/later/{id}")
        CompletionStage<Order> findLater(String id);

        @GET
        @Path("/all")
        Multi<String> all();

        @PUT
        void put(String text);

        @PATCH
        void patch(String text);

        @DELETE
        void delete();

        @HEAD
        Response head();

        @OPTIONS
        String options();
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("")
    public interface RootClient {

        @GET
        String root(@QueryParam("q") String query);
    }

    @RegisterRestClient
    @DaprService("orders.${shop.namespace}")
    @Path("/x")
    public interface NamespaceClient {

        @GET
        String get();
    }

    @RegisterRestClient
    @DaprService("http://partner.example:8080/api")
    @Path("/x")
    public interface PartnerClient {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "configured", baseUri = "${generated.host}/api/v%201/")
    @Path("/stock")
    public interface ConfiguredClient {

        @GET
        String get();
    }

    @RegisterRestClient(configKey = "configured", baseUri = "http://generated.example/api")
    public interface GeneratedClient {

        @GET
        String get();
    }

    @Inject
    @RestClient
    GeneratedClient generated;

    @Inject
    @RestClient
    OrdersClient orders;

    @Inject
    @RestClient
    RootClient root;

    @Inject
    @RestClient
    NamespaceClient namespace;

    @Inject
    @RestClient
    PartnerClient partner;

    @Inject
    @RestClient
    ConfiguredClient configured;

    @Inject
    Vertx vertx;

    private final RawSidecar sidecar = SharedSidecar.get();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.json(200, "{\"id\":\"7\"}"));
    }

    private void assertCalled(String requestLine) {
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo(requestLine + " HTTP/1.1");
        assertThat(request.header("host")).containsExactly("127.0.0.1:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).containsExactly("s3cret");
    }

    @Test
    void eachKindOfMethod() {
        assertThat(orders.create(new Order("7")).await().indefinitely()).isEqualTo(new Order("7"));
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST " + INVOKE + "orders HTTP/1.1");
        assertThat(request.text()).isEqualTo("{\"id\":\"7\"}");
        assertThat(request.header("content-type")).containsExactly("application/json");
        assertThat(orders.find("7", "a b").id()).isEqualTo("7");
        assertCalled("GET " + INVOKE + "orders/7?part=a+b");
        assertThat(orders.findLater("7").toCompletableFuture().join().id()).isEqualTo("7");
        assertCalled("GET " + INVOKE + "orders/later/7");
        assertThat(orders.all().collect().asList().await().indefinitely()).containsExactly("{\"id\":\"7\"}");
        assertCalled("GET " + INVOKE + "orders/all");
    }

    @Test
    void fromAnEventLoop() {
        CompletableFuture<String> found = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(v -> orders.create(new Order("7")).subscribe().with(
                order -> found.complete(order.id()), found::completeExceptionally));
        assertThat(found.join()).isEqualTo("7");
        assertCalled("POST " + INVOKE + "orders");
    }

    @Test
    void eachVerb() {
        orders.put("x");
        assertCalled("PUT " + INVOKE + "orders");
        orders.patch("x");
        assertCalled("PATCH " + INVOKE + "orders");
        orders.delete();
        assertCalled("DELETE " + INVOKE + "orders");
        orders.options();
        assertCalled("OPTIONS " + INVOKE + "orders");
        assertThat(orders.head().getStatus()).isEqualTo(200);
        assertCalled("HEAD " + INVOKE + "orders");
    }

    @Test
    void theRootOfTheApplication() {
        root.root(null);
        assertCalled("GET " + INVOKE);
        root.root("x");
        assertCalled("GET " + INVOKE + "?q=x");
    }

    @Test
    void anExpressionAndANamespace() {
        namespace.get();
        assertCalled("GET /v1.0/invoke/orders.prod/method/x");
    }

    @Test
    void theConfigurationOfAnInterfaceWithoutTheAnnotation() {
        configured.get();
        assertCalled("GET /v1.0/invoke/stock/method/api/v%201/stock");
        generated.get();
        assertCalled("GET /v1.0/invoke/stock/method/api");
    }

    @Test
    void aUrlInThePlaceOfAnAppId() {
        partner.get();
        assertCalled("GET /v1.0/invoke/http%3A%2F%2Fpartner.example%3A8080%2Fapi/method/x");
    }

    @Test
    void aClientOfTheApplicationsOwnMaking() {
        OrdersClient client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("dapr://sidecar"))
                .build(OrdersClient.class);
        assertThat(client.find("8", null).id()).isEqualTo("7");
        assertCalled("GET " + INVOKE + "orders/8");
    }

    /** The calls of this client would go to the application of the first one. */
    @Test
    void aBuilderMakesOneClient() {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("dapr://sidecar"));
        builder.build(OrdersClient.class);
        assertThatThrownBy(() -> builder.build(ConfiguredClient.class)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(OrdersClient.class.getName());
    }
}
