package io.quarkiverse.daprinvoke.test.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprInvokeException;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;

/**
 * Calls carry the token that authenticates the current request, and are not sent without one.
 */
class TokenPropagationTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.on-behalf.token-propagation", "true")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.emitter.slow.token-propagation", "true");

    private static final String REFUSED = "The filter of quarkus.dapr-invoke.emitter.\"on-behalf\".token-propagation failed, so "
            + "POST shop/m was not sent";

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(name = "on-behalf", appId = "shop", methodName = "m")
    Emitter<String> emitter;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "other")
    Emitter<String> other;

    @Inject
    @Any
    Slow slow;

    /** Lets no call go on before the test says so. */
    @ForEmitters("slow")
    @Priority(1)
    @ApplicationScoped
    static class Slow implements InvocationFilter {

        private final CompletableFuture<Void> goesOn = new CompletableFuture<>();

        void goOn() {
            goesOn.complete(null);
        }

        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            return Uni.createFrom().completionStage(goesOn);
        }
    }

    /** Simulates an extension that authenticates by tokens. */
    static class Authentication {

        @Inject
        CurrentVertxRequest request;

        @Produces
        @RequestScoped
        Token token() {
            String token = request.getCurrent().request().getHeader("x-token");
            return new Token("broken".equals(token) ? "a\r\nb" : token);
        }
    }

    public static class Token extends TokenCredential {

        /** For its client proxy. */
        Token() {
            this(null);
        }

        Token(String token) {
            super(token, "bearer");
        }
    }

    @Path("/")
    public static class Resource {

        @Inject
        @DaprInvoke(name = "on-behalf", appId = "shop", methodName = "m")
        Emitter<String> emitter;

        @Inject
        @DaprInvoke(appId = "shop", methodName = "other")
        Emitter<String> other;

        @Inject
        @DaprInvoke(name = "slow", appId = "shop", methodName = "m")
        Emitter<String> slow;

        @GET
        @Path("forgotten")
        @Blocking
        public String thatNobodyWaitsFor() {
            slow.sendAndForget("x");
            return "not sent yet";
        }

        @GET
        @Path("event-loop")
        public Uni<String> onEventLoop() {
            return outcome(emitter.send("x"));
        }

        @GET
        @Path("worker")
        @Blocking
        public String onWorker() {
            return outcome(emitter.send("x")).await().indefinitely();
        }

        @GET
        @Path("own")
        public Uni<String> withOwnHeader() {
            return outcome(emitter.send(InvokeMethodParameters.of("x").header("Authorization", "Digest own")));
        }

        @GET
        @Path("other")
        public Uni<String> ofAnotherEmitter() {
            return outcome(other.send("x"));
        }

        private static Uni<String> outcome(Uni<Void> call) {
            return call.replaceWith("sent").onFailure(DaprInvokeException.class)
                    .recoverWithItem(Throwable::getMessage);
        }
    }

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok(""));
    }

    private static RequestSpecification request(String token) {
        return RestAssured.given().header("x-token", token);
    }

    @ParameterizedTest
    @ValueSource(strings = { "event-loop", "worker" })
    void isThatOfTheRequest(String path) {
        request("ada").get("/" + path).then().body(equalTo("sent"));
        assertThat(sidecar.next().header("authorization")).containsExactly("Bearer ada");
        request("bo").get("/" + path).then().body(equalTo("sent"));
        assertThat(sidecar.next().header("authorization")).containsExactly("Bearer bo");
    }

    @Test
    void isThatOfARequestThatHasEndedMeanwhile() {
        request("ada").get("/forgotten").then().body(equalTo("not sent yet"));
        slow.goOn();
        assertThat(sidecar.next().header("authorization")).containsExactly("Bearer ada");
    }

    @Test
    void aRequestWithoutATokenSendsNothing() {
        RestAssured.get("/event-loop").then().body(equalTo(REFUSED));
        Calls.assertNothingSentBefore(other.send("x"), "POST /v1.0/invoke/shop/method/other HTTP/1.1");
    }

    @Test
    void aTokenThatMayNotStandInAHeaderSendsNothing() {
        request("broken").get("/event-loop").then().body(equalTo(REFUSED));
        Calls.assertNothingSentBefore(other.send("x"), "POST /v1.0/invoke/shop/method/other HTTP/1.1");
    }

    @Test
    void aCallOutsideOfARequestSendsNothing() {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        // A test method is within a request
        new Thread(() -> emitter.send("x").subscribe().with(sent -> outcome.complete("sent"),
                failure -> outcome.complete(failure.getMessage()))).start();
        assertThat(outcome).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo(REFUSED);
        Calls.assertNothingSentBefore(other.send("x"), "POST /v1.0/invoke/shop/method/other HTTP/1.1");
    }

    @Test
    void aHeaderOfTheCallStays() {
        request("ada").get("/own").then().body(equalTo("sent"));
        assertThat(sidecar.next().header("authorization")).containsExactly("Digest own");
        // And then no token is needed
        RestAssured.get("/own").then().body(equalTo("sent"));
    }

    @Test
    void otherEmittersCarryNone() {
        request("ada").get("/other").then().body(equalTo("sent"));
        assertThat(sidecar.next().header("authorization")).isEmpty();
    }
}
