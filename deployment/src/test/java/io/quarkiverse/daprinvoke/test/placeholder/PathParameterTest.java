package io.quarkiverse.daprinvoke.test.placeholder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import io.smallrye.mutiny.Uni;

/**
 * Placeholders whose values are path parameters of the current request.
 */
class PathParameterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Proxy.class, SubResource.class);

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("plain", "42", "42"),
                arguments("a space", "a%20b", "a%20b"),
                arguments("a letter of two bytes", "caf%C3%A9", "caf%C3%A9"),
                arguments("a letter encoded without need", "%61", "a"),
                arguments("a plus sign", "a+b", "a+b"),
                arguments("a plus sign, encoded", "a%2Bb", "a+b"),
                arguments("a semicolon, encoded", "a%3Bb", "a;b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("paths")
    void isTheDecodedValue(String description, String inPath, String onWire) {
        assertSent("/proxy/" + inPath, "POST /v1.0/invoke/orders/method/find/" + onWire + " HTTP/1.1");
    }

    static Stream<Arguments> hostile() {
        return Stream.of(
                arguments("a slash, encoded", "/proxy/a%2Fb"),
                arguments("a percent sign, encoded", "/proxy/100%25"),
                arguments("the parent, encoded twice", "/proxy/%252e%252e"),
                arguments("a query, encoded", "/proxy/a%3Fb"),
                arguments("a line break, encoded", "/proxy/a%0D%0Ab"),
                arguments("several segments", "/proxy/all/a/b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void isRejectedLikeAnyValue(String description, String path) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.given().urlEncodingEnabled(false).body("hello").post(path).then().statusCode(400);
        assertSent("/proxy/harmless", "POST /v1.0/invoke/orders/method/find/harmless HTTP/1.1");
    }

    @Test
    void givesWayToABindingOfTheCall() {
        assertSent("/proxy/bound/42", "POST /v1.0/invoke/orders/method/find/bound HTTP/1.1");
    }

    @Test
    void isFoundWhenTheResourceDoesNotAskForIt() {
        assertSent("/proxy/of/shop/42", "POST /v1.0/invoke/shop/method/find/42 HTTP/1.1");
    }

    @Test
    void mayBelongToAResourceLocator() {
        assertSent("/proxy/located/shop/cancel/42", "POST /v1.0/invoke/shop/method/cancel/42 HTTP/1.1");
    }

    private static void assertSent(String path, String requestLine) {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        RestAssured.given().urlEncodingEnabled(false).body("hello").post(path).then().statusCode(204);
        assertThat(sidecar.next().requestLine()).isEqualTo(requestLine);
    }

    @Path("/proxy")
    public static class Proxy {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "find/{id}")
        Emitter<String> find;

        @Inject
        @DaprInvoke(appId = "{app}", methodName = "find/{id}")
        Emitter<String> anyApp;

        @Inject
        SubResource subResource;

        @POST
        @Path("/{id}")
        public Uni<Void> find(String body, @PathParam("id") String id) {
            return find.send(body);
        }

        @POST
        @Path("/all/{id:.+}")
        public Uni<Void> findAll(String body) {
            return find.send(body);
        }

        @POST
        @Path("/bound/{id}")
        public Uni<Void> bound(String body) {
            return find.send(InvokeMethodParameters.of(body).binding("id", "bound"));
        }

        @POST
        @Path("/of/{app}/{id}")
        public Uni<Void> ofApp(String body) {
            return anyApp.send(body);
        }

        @Path("/located/{app}")
        public SubResource locate() {
            return subResource;
        }
    }

    @ApplicationScoped
    public static class SubResource {

        @Inject
        @DaprInvoke(appId = "{app}", methodName = "cancel/{id}")
        Emitter<String> cancel;

        @POST
        @Path("/cancel/{id}")
        public Uni<Void> cancel(String body) {
            return cancel.send(body);
        }
    }
}
