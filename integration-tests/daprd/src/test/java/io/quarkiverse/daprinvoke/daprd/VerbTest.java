package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * Every verb reaches the application as itself.
 */
@QuarkusTest
class VerbTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> verbs() {
        return Topology.onBothRoutes(arguments("GET", "GET"), arguments("HEAD", "HEAD"), arguments("POST", "POST"),
                arguments("PUT", "PUT"), arguments("DELETE", "DELETE"), arguments("OPTIONS", "OPTIONS"),
                arguments("TRACE", "TRACE"), arguments("PATCH", "PATCH"), arguments("post", "POST"), arguments("Get", "GET"));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void arrives(String route, String given, String verb) {
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(route, "foo").httpVerb(given)));

        Received call = DAPR.target().call();
        assertThat(call.verb()).isEqualTo(verb);
        assertThat(call.uri()).isEqualTo("/foo");
        assertThat(call.body().length()).isZero();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasToString(verb.equals("HEAD") ? "" : "echo " + verb + " /foo");
    }

    @ParameterizedTest
    @MethodSource("io.quarkiverse.daprinvoke.daprd.support.Topology#routes")
    void isPostUnlessSaidOtherwise(String route) {
        Calls.item(caller.any.send(Calls.to(route, "foo", "body")));
        assertThat(DAPR.target().call().verb()).isEqualTo("POST");
    }

    static Stream<Arguments> verbsWithBodies() {
        return Topology.onBothRoutes(arguments("GET"), arguments("POST"), arguments("PUT"), arguments("DELETE"),
                arguments("OPTIONS"), arguments("TRACE"), arguments("PATCH"), arguments("HEAD"));
    }

    @ParameterizedTest
    @MethodSource("verbsWithBodies")
    void mayHaveABody(String route, String verb) {
        Calls.item(caller.any.send(Calls.<Object> to(route, "foo", "body").httpVerb(verb)));

        Received call = DAPR.target().call();
        assertThat(call.verb()).isEqualTo(verb);
        assertThat(call.body()).hasToString("body");
        assertThat(call.headers().getAll("content-type")).containsExactly("text/plain");
    }
}
