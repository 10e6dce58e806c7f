package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Payloads of every type reach the application byte for byte, with their content type.
 */
@QuarkusTest
class BodyTest {

    private static final byte[] ALL_BYTES = new byte[256];

    static {
        for (int i = 0; i < ALL_BYTES.length; i++) {
            ALL_BYTES[i] = (byte) i;
        }
    }

    /** A payload of the application's own type. */
    public record Order(String item, BigDecimal price, List<Integer> sizes) {
    }

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> payloads() {
        return Topology.onBothRoutes(
                arguments("text", "text/plain", Buffer.buffer("text")),
                arguments("caf\u00e9 \u65e5 \ud83d\ude00 <>&\u0000", "text/plain",
                        Buffer.buffer("caf\u00e9 \u65e5 \ud83d\ude00 <>&\u0000")),
                arguments(ALL_BYTES, "application/octet-stream", Buffer.buffer(ALL_BYTES)),
                arguments(Buffer.buffer(ALL_BYTES), "application/octet-stream", Buffer.buffer(ALL_BYTES)),
                arguments(io.vertx.mutiny.core.buffer.Buffer.buffer(ALL_BYTES), "application/octet-stream",
                        Buffer.buffer(ALL_BYTES)),
                arguments(new JsonObject().put("a", 1).put("b", "\u00e9<>&"), "application/json",
                        Buffer.buffer("{\"a\":1,\"b\":\"\u00e9<>&\"}")),
                arguments(new JsonArray().add(1).addNull(), "application/json", Buffer.buffer("[1,null]")),
                arguments(new Order("caf\u00e9", new BigDecimal("1.10"), List.of(1, 2)), "application/json",
                        Buffer.buffer("{\"item\":\"caf\u00e9\",\"price\":1.10,\"sizes\":[1,2]}")),
                arguments(Map.of("test", "value"), "application/json", Buffer.buffer("{\"test\":\"value\"}")),
                arguments(List.of("a", 1, true), "application/json", Buffer.buffer("[\"a\",1,true]")),
                arguments(42, "application/json", Buffer.buffer("42")),
                arguments(false, "application/json", Buffer.buffer("false")));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void arrives(String route, Object payload, String contentType, Buffer body) {
        Calls.item(caller.any.send(Calls.to(route, "foo", payload)));
        Received call = DAPR.target().call();
        assertThat(call.headers().getAll("content-type")).containsExactly(contentType);
        assertThat(call.headers().getAll("content-length")).containsExactly(String.valueOf(body.length()));
        assertThat(call.body()).isEqualTo(body);
    }

    static Stream<Arguments> contentTypes() {
        return Topology.onBothRoutes(arguments("application/json"), arguments("application/json; charset=utf-8"),
                arguments("application/cloudevents+json"), arguments("application/x-www-form-urlencoded"),
                arguments("text/plain;charset=iso-8859-1"), arguments("x"), arguments("application/grpc"));
    }

    @ParameterizedTest
    @MethodSource("contentTypes")
    void contentTypeArrives(String route, String contentType) {
        Calls.item(caller.any.send(Calls.<Object> to(route, "foo", "{\"a\":1}").contentType(contentType)));
        Received call = DAPR.target().call();
        assertThat(call.headers().getAll("content-type")).containsExactly(contentType);
        assertThat(call.body()).hasToString("{\"a\":1}");
    }

    static Stream<Arguments> nothings() {
        return Topology.onBothRoutes(arguments("POST", null, null), arguments("PUT", null, null),
                arguments("PATCH", null, null), arguments("GET", null, null), arguments("DELETE", null, null),
                arguments("POST", "", "text/plain"), arguments("POST", new byte[0], "application/octet-stream"),
                arguments("GET", "", "text/plain"));
    }

    /** Where a verb suggests a body, the application is sent one of unknown length, which turns out to be empty. */
    @ParameterizedTest
    @MethodSource("nothings")
    void emptyBodies(String route, String verb, Object payload, String contentType) {
        Calls.item(caller.any.send(Calls.to(route, "foo", payload).httpVerb(verb)));
        Received call = DAPR.target().call();
        assertThat(call.body().length()).isZero();
        assertThat(call.headers().get("content-type")).isEqualTo(contentType);
        assertThat(call.headers().contains("content-length")).isFalse();
        assertThat(call.headers().get("transfer-encoding")).isEqualTo(verb.startsWith("P") ? "chunked" : null);
    }
}
