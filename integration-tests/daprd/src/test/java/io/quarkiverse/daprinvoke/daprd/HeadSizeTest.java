package io.quarkiverse.daprinvoke.daprd;

import static io.quarkiverse.daprinvoke.daprd.support.Topology.ENDPOINT;
import static io.quarkiverse.daprinvoke.daprd.support.Topology.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;

/**
 * How long request lines and headers may be: --read-buffer-size, which is 4 KiB, and 4 KiB that Go adds.
 */
@QuarkusTest
class HeadSizeTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    static Stream<Arguments> heads() {
        return Topology.onBothRoutes(arguments("foo", 4 * 1024), arguments("foo", 7900), arguments("p".repeat(7900), 1));
    }

    @ParameterizedTest
    @MethodSource("heads")
    void withinEightKibibytes(String route, String method, int length) {
        Calls.item(caller.any.send(ofSize(route, method, length)));
        assertThat(DAPR.target().call().uri()).isEqualTo("/" + method);
        assertThat(DAPR.target().call().headers().get("x-long")).hasSize(length);
    }

    static Stream<Arguments> longHeads() {
        return Topology.onBothRoutes(arguments("foo", 8192), arguments("foo", 60_000), arguments("p".repeat(8192), 1));
    }

    @ParameterizedTest
    @MethodSource("longHeads")
    void beyond(String route, String method, int length) {
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(ofSize(route, method, length)));
        assertThat(failure.statusCode()).isEqualTo(431);
        assertThat(failure.contentType()).startsWith("text/plain");
        assertThat(failure.body()).hasToString("431 Request Header Fields Too Large");
        assertThat(failure.errorCode()).isNull();
        assertThat(DAPR.target().received()).isEmpty();
    }

    private static InvokeMethodParameters<Object> ofSize(String route, String method, int length) {
        return Calls.to(route, method).header("x-long", "h".repeat(length));
    }

    /** Here nothing is added to the 4 KiB. */
    @Test
    void ofTheReplyOfAnApplication() {
        answerWithHeader(3_900);
        assertThat(Calls.item(caller.any.exchange(Calls.to(TARGET, "foo"))).header("x-long")).hasSize(3_900);
        answerWithHeader(4_200);
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                caller.any.send(Calls.to(TARGET, "foo")));
        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(failure.errorCode()).isEqualTo("ERR_DIRECT_INVOKE");
        assertThat(failure.errorMessage()).contains("server response headers exceeded 4096 bytes");
        assertThat(DAPR.target().received()).hasSize(2);
    }

    @Test
    void ofTheReplyOfAnEndpoint() {
        answerWithHeader(60_000);
        InvokeResponse<Buffer> response = Calls.item(caller.any.exchange(Calls.to(ENDPOINT, "foo")));
        assertThat(response.header("x-long")).hasSize(60_000);
    }

    private static void answerWithHeader(int length) {
        DAPR.target().answer(response -> response.putHeader("x-long", "h".repeat(length)).end("reply"));
    }
}
