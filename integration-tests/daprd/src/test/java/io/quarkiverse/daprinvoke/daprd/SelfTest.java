package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * An application that invokes itself, through its own sidecar only.
 */
@QuarkusTest
class SelfTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    @ParameterizedTest
    @ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH" })
    void verbs(String verb) {
        InvokeResponse<Buffer> response = Calls
                .item(caller.any.exchange(Calls.to(Topology.SELF, "own/verb").httpVerb(verb)));
        assertThat(response.statusCode()).isEqualTo(200);
        if (verb.equals("HEAD")) {
            assertThat(response.header("x-verb")).isEqualTo("HEAD");
            assertThat(response.body().length()).isZero();
        } else {
            assertThat(response.body()).hasToString(verb);
        }
    }

    @Test
    void text() {
        assertThat(Calls.item(caller.text.request(Calls.to(Topology.SELF, "own", "text")))).isEqualTo("own text");
    }

    @Test
    void json() {
        Map<String, Object> body = Map.of("caf\u00e9", List.of(1, 2.5, true), "\ud83d\ude00", Map.of("quote", "\"<>&"));
        assertThat(Calls.item(caller.jsonToJson.request(Calls.to(Topology.SELF, "own/json", body))))
                .isEqualTo(Map.of("received", body));
    }

    @Test
    void failure() {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(Topology.SELF, "own/conflict", "x")));
        assertThat(failure.statusCode()).isEqualTo(409);
        assertThat(failure.headers().get("x-reason")).isEqualTo("twice");
        assertThat(failure.body()).hasToString("It is there already");
        assertThat(failure.errorCode()).isNull();
        assertThat(failure).hasMessage("POST caller/own/conflict was answered with status 409");
    }
}
