package io.quarkiverse.daprinvoke.test.invocation.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawClient;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Calls made within a request pass on those of its headers that are named in configuration, and no others.
 */
class PropagatedHeaderTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class, Filters.class, Routes.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.propagate-headers",
                    "X-Tenant, authorization, x-forwarded-for, Forwarded, x-filtered")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.own.propagate-headers", "x-own");

    private static final String REFUSED = "A header of the current request cannot be passed on: The header authorization must "
            + "not name dapr-app-id: the sidecar would route the call by it";

    final RawSidecar sidecar = SharedSidecar.get();

    @TestHTTPResource
    URI app;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    Emitter<String> outside;

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private RawSidecar.Request passedOn(String path, String... headers) {
        assertThat(RawClient.post(app, path, headers).status()).isEqualTo(204);
        return sidecar.next();
    }

    @Test
    void noOthersArePassedOn() {
        RawSidecar.Request request = passedOn("/proxy/call", "X-TENANT: acme", "X-Other: 1", "Cookie: a=b", "Accept: text/html",
                "Content-Type: text/plain;charset=x", "X-Own: 1", "dapr-app-id: evil", "Dapr-Api-Token: evil", "TE: trailers",
                "User-Agent: x");
        assertThat(request.headers()).containsExactlyInAnyOrder("X-Tenant: acme", "content-type: text/plain",
                "content-length: 5", "host: 127.0.0.1:" + sidecar.port());
    }

    @Test
    void eachValueIsPassedOnInOrder() {
        RawSidecar.Request request = passedOn("/proxy/call", "x-tenant: b", "Forwarded: for=10.0.0.1", "X-Tenant: a, \"c\"",
                "X-Forwarded-For: 10.0.0.1, 10.0.0.2", "x-tenant: b", "x-tenant:", "x-tenant: \u00c3\u00a9");
        assertThat(request.header("x-tenant")).containsExactly("b", "a, \"c\"", "b", "", "\u00c3\u00a9");
        assertThat(request.header("forwarded")).containsExactly("for=10.0.0.1");
        assertThat(request.header("x-forwarded-for")).containsExactly("10.0.0.1, 10.0.0.2");
    }

    @Test
    void anEmitterMayNameItsOwn() {
        RawSidecar.Request request = passedOn("/proxy/own", "x-tenant: acme", "x-own: 1");
        assertThat(request.header("x-own")).containsExactly("1");
        assertThat(request.header("x-tenant")).isEmpty();
    }

    @Test
    void aHeaderOfTheCallStandsInsteadOfThatOfTheRequest() {
        RawSidecar.Request request = passedOn("/proxy/set", "x-tenant: acme", "x-tenant: other", "authorization: Bearer t");
        assertThat(request.header("x-tenant")).containsExactly("set");
        assertThat(request.header("authorization")).containsExactly("Bearer t");
    }

    @ParameterizedTest
    @ValueSource(strings = { "x-tenant", "close, X-Tenant", "X-TENANT\t,close" })
    void whatBelongsToTheInboundConnectionIsNotPassedOn(String connection) {
        RawSidecar.Request request = passedOn("/proxy/call", "x-tenant: acme", "Connection: " + connection, "forwarded: for=x");
        assertThat(request.header("x-tenant")).isEmpty();
        assertThat(request.header("connection")).isEmpty();
        assertThat(request.header("forwarded")).containsExactly("for=x");
    }

    @ParameterizedTest
    @ValueSource(strings = { "Bearer t", "Basic YWRhOmxvdmVsYWNl", "Basic YWRhOmRhcHItYXBwLWlk", "dapr-app-id:evil" })
    void authorizationIsPassedOnIfItMayBeSent(String authorization) {
        assertThat(passedOn("/proxy/call", "Authorization: " + authorization).header("authorization"))
                .containsExactly(authorization);
    }

    @ParameterizedTest
    @ValueSource(strings = { "dapr-app-id:evil", "DAPR-APP-ID:evil", "dapr-app-id:" })
    void authorizationThatNamesAnAppIdFailsTheCall(String credentials) {
        String encoded = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        for (String authorization : List.of("Authorization: Basic " + encoded, "AUTHORIZATION: basic  " + encoded,
                "authorization: Bearer t\r\nauthorization: Basic\t" + encoded.replace("=", "") + "!")) {
            assertThat(RawClient.post(app, "/proxy/failure", authorization).text())
                    .endsWith("\r\n\r\nInvalidInvocationTargetException: " + REFUSED);
            RawClient.Response response = RawClient.post(app, "/proxy/call", authorization);
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.text()).doesNotContain(encoded);
        }
        Calls.assertNothingSentBefore(outside.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = { "timer", "worker", "executor", "blocking", "forget" })
    void theRequestIsStillTheCurrentOneBehind(String hop) {
        assertThat(passedOn("/proxy/" + hop, "x-tenant: acme").header("x-tenant")).containsExactly("acme");
    }

    @Test
    void requestsAtTheSameTimeKeepTheirOwn() {
        List<CompletableFuture<Void>> requests = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.runAsync(() -> assertThat(
                        RawClient.postText(app, i % 2 == 0 ? "/proxy/timer" : "/proxy/executor", "" + i, "x-tenant: " + i)
                                .status())
                        .isEqualTo(204)))
                .toList();
        requests.forEach(CompletableFuture::join);
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RawSidecar.Request request = sidecar.next();
            bodies.add(request.text());
            assertThat(request.header("x-tenant")).containsExactly(request.text());
        }
        assertThat(bodies).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 40).mapToObj(i -> "" + i).toList());
    }

    @Test
    void headersAreAsFiltersLeftThem() {
        assertThat(passedOn("/proxy/call", "x-filtered: removed").header("x-filtered")).isEmpty();
        assertThat(passedOn("/proxy/call", "x-filtered: replaced").header("x-filtered")).containsExactly("by the filter");
        assertThat(passedOn("/proxy/call", "x-filtered: kept").header("x-filtered")).containsExactly("kept");
    }

    @Test
    void aValueOfAFilterIsCheckedToo() {
        assertThat(RawClient.post(app, "/proxy/call", "x-filtered: broken").status()).isEqualTo(400);
        Calls.assertNothingSentBefore(outside.send("later"), "POST /v1.0/invoke/shop/method/m HTTP/1.1");
    }

    @Test
    void theRequestNeedNotBeOneOfQuarkusRest() {
        RawSidecar.Request request = passedOn("/route", "x-tenant: a", "x-tenant: b", "x-other: 1", "forwarded: x",
                "connection: forwarded");
        assertThat(request.header("x-tenant")).containsExactly("a", "b");
        assertThat(request.header("x-other")).isEmpty();
        assertThat(request.header("forwarded")).isEmpty();
    }

    @Test
    void withoutARequestNothingIsPassedOn() {
        List<String> headers = List.of("content-type: text/plain", "content-length: 1", "host: 127.0.0.1:" + sidecar.port());
        assertThat(Calls.sent(outside.send("x")).headers()).containsExactlyInAnyOrderElementsOf(headers);
        ManagedContext requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            assertThat(Calls.sent(outside.send("x")).headers()).containsExactlyInAnyOrderElementsOf(headers);
        } finally {
            requestContext.terminate();
        }
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<String> create;

        @Inject
        @DaprInvoke(name = "own", appId = "orders", methodName = "create")
        Emitter<String> own;

        @Inject
        ManagedExecutor executor;

        @POST
        @Path("/call")
        public Uni<Void> call(String body) {
            return create.send(body);
        }

        @POST
        @Path("/own")
        public Uni<Void> own(String body) {
            return own.send(body);
        }

        @POST
        @Path("/set")
        public Uni<Void> set(String body) {
            return create.send(InvokeMethodParameters.of(body).header("X-TENANT", "set"));
        }

        @POST
        @Path("/failure")
        public Uni<Response> failure(String body) {
            return create.send(body).map(sent -> Response.ok("sent").build()).onFailure().recoverWithItem(failure -> Response
                    .ok(failure.getClass().getSimpleName() + ": " + failure.getMessage()).build());
        }

        @POST
        @Path("/timer")
        public Uni<Void> timer(String body) {
            return Uni.createFrom().item(body).onItem().delayIt().by(Duration.ofMillis(1)).chain(text -> create.send(text));
        }

        @POST
        @Path("/worker")
        public Uni<Void> worker(String body) {
            return Uni.createFrom().item(body).emitOn(Infrastructure.getDefaultWorkerPool())
                    .chain(text -> create.send(text));
        }

        @POST
        @Path("/executor")
        public CompletionStage<Void> executor(String body) {
            return executor.supplyAsync(() -> body).thenCompose(text -> create.send(text).subscribeAsCompletionStage());
        }

        @POST
        @Path("/blocking")
        @Blocking
        public void blocking(String body) {
            create.sendAndAwait(body);
        }

        @POST
        @Path("/forget")
        public Uni<Void> forget(String body) {
            create.sendAndForget(body);
            return Uni.createFrom().voidItem();
        }
    }

    public static class Filters {

        @ServerRequestFilter
        public void filter(ContainerRequestContext request) {
            String filtered = request.getHeaderString("x-filtered");
            if ("removed".equals(filtered)) {
                request.getHeaders().remove("x-filtered");
            } else if ("replaced".equals(filtered)) {
                request.getHeaders().putSingle("X-Filtered", "by the filter");
            } else if ("broken".equals(filtered)) {
                request.getHeaders().putSingle("X-Filtered", "secret\r\ndapr-app-id: evil");
            }
        }
    }

    /** A route that makes its request known as reactive routes do. */
    public static class Routes {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<String> create;

        @Inject
        CurrentVertxRequest current;

        void register(@Observes Router router) {
            router.post("/route").handler(this::handle);
        }

        private void handle(RoutingContext request) {
            ManagedContext requestContext = Arc.container().requestContext();
            requestContext.activate();
            try {
                current.setCurrent(request);
                create.send("hello").subscribe().with(sent -> request.response().setStatusCode(204).end(), request::fail);
            } finally {
                requestContext.terminate();
            }
        }
    }
}
