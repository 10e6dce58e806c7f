package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
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
        return Stream.of(TARGET, ENDPOINT).flatMap(route -> Stream
                .of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH").map(verb -> arguments(route, verb)));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void arrives(String route, String verb) {
        InvokeResponse<Buffer> response = caller.any
                .exchange(InvokeMethodParameters.of(null).binding("appId", route).binding("method", "foo").httpVerb(verb))
                .await().atMost(Duration.ofSeconds(10));

        Received call = DAPR.target().call();
        assertThat(call.verb()).isEqualTo(verb);
        assertThat(call.uri()).isEqualTo("/foo");
        assertThat(call.body().length()).isZero();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).hasToString(verb.equals("HEAD") ? "" : "echo " + verb + " /foo");
    }

    @Test
    void theApplicationItself() {
        InvokeResponse<Buffer> response = caller.any.exchange(
                InvokeMethodParameters.<Object> of("text").binding("appId", Topology.SELF).binding("method", "own"))
                .await().atMost(Duration.ofSeconds(10));

        assertThat(response.body()).hasToString("own text");
    }
}
