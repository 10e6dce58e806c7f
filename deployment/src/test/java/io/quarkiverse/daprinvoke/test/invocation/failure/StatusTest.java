package io.quarkiverse.daprinvoke.test.invocation.failure;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * Every 2xx is a success, every other status a failure that holds what was answered; only an exchange makes no difference.
 */
class StatusTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            // So that the next call goes over the same connection, if that is still open
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1");

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop.production", methodName = "/orders/{id}/grüße?token=x", httpVerb = "put")
    RequestEmitter<String, String> emitter;

    final InvokeMethodParameters<String> parameters = InvokeMethodParameters.of("x").binding("id", "a b");

    @ParameterizedTest
    @ValueSource(ints = { 200, 201, 202, 203, 206, 226, 299 })
    void isASuccess(int status) {
        sidecar.answer(RawSidecar.reply(status, "text/plain", "reply"));
        assertThat(Calls.item(emitter.request(parameters))).isEqualTo("reply");
        assertThat(Calls.item(emitter.send(parameters))).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = { 300, 304, 400, 401, 403, 404, 409, 418, 429, 450, 500, 501, 502, 503, 504, 599 })
    void isAFailureWithEverythingThatWasAnswered(int status) {
        // A 304 never has a body, independently of its headers
        String body = status == 304 ? "" : "no, é";
        sidecar.answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nContent-Type: text/plain; charset=utf-8\r\nX-Tag: a\r\n"
                + "Retry-After: 7\r\nx-tag: b\r\nContent-Length: " + body.getBytes().length + "\r\n\r\n", body.getBytes()));
        for (Uni<?> call : new Uni<?>[] { emitter.request(parameters), emitter.send(parameters) }) {
            InvocationStatusException failure = Calls.failure(InvocationStatusException.class, call);
            assertThat(failure)
                    .hasMessage("PUT shop.production/orders/a b/grüße was answered with status " + status).hasNoCause();
            assertThat(failure.statusCode()).isEqualTo(status);
            assertThat(failure.headers().getAll("X-TAG")).containsExactly("a", "b");
            assertThat(failure.headers().get("retry-after")).isEqualTo("7");
            assertThat(failure.contentType()).isEqualTo("text/plain; charset=utf-8");
            assertThat(failure.body()).isEqualTo(Buffer.buffer(body));
            assertThat(failure.errorCode()).isNull();
            assertThat(failure.errorMessage()).isNull();
            Calls.assertTarget(failure, "PUT", "shop.production", "orders/a b/grüße");
        }
    }

    @Test
    void isAFailureWithAnEmptyBodyIfThereIsNone() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class, emitter.request(parameters));
        assertThat(failure.body().length()).isZero();
        assertThat(failure.contentType()).isNull();
    }

    @Test
    void isAFailureOfHeadToo() {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "not sent"));
        InvocationStatusException failure = Calls.failure(InvocationStatusException.class,
                emitter.request(parameters.httpVerb("head")));
        assertThat(failure.statusCode()).isEqualTo(404);
        assertThat(failure.httpVerb()).isEqualTo("HEAD");
        assertThat(failure.body().length()).isZero();
    }

    @Test
    void leavesTheConnectionToTheNextCall() {
        sidecar.answer(RawSidecar.reply(500, "text/plain", "x".repeat(100_000)));
        Calls.failure(InvocationStatusException.class, emitter.send(parameters));
        Calls.failure(InvocationStatusException.class, emitter.send(parameters));
        assertThat(sidecar.next().connection()).isEqualTo(sidecar.next().connection());
    }

    @Test
    void comesWithAtMost64KibOfTheBody() {
        String body = "0123456789abcdef".repeat(4096);
        sidecar.answer(RawSidecar.reply(500, "text/plain", body + "and more".repeat(50_000)));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.send(parameters)).body().toString())
                .isEqualTo(body);
        sidecar.answer(RawSidecar.reply(500, "text/plain", body));
        assertThat(Calls.failure(InvocationStatusException.class, emitter.send(parameters)).body().toString())
                .isEqualTo(body);
    }

    @ParameterizedTest
    @ValueSource(ints = { 200, 299, 302, 304, 400, 404, 500, 599 })
    void isAnItemOfAnExchange(int status) {
        String body = status == 304 ? "" : "body";
        sidecar.answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nX-Tag: a\r\nX-Tag: b\r\nContent-Length: " + body.length()
                + "\r\n\r\n", body.getBytes()));
        InvokeResponse<String> response = Calls.item(emitter.exchange(parameters));
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().getAll("x-tag")).containsExactly("a", "b");
        assertThat(response.bytes()).isEqualTo(Buffer.buffer(body));
    }

    @Test
    void isAnItemOfAnExchangeWithTheWholeBody() {
        String body = "0123456789abcdef".repeat(10_000);
        sidecar.answer(RawSidecar.reply(500, "text/plain", body));
        assertThat(Calls.item(emitter.exchange(parameters)).bytes().toString()).isEqualTo(body);
        sidecar.answer(RawSidecar.raw("HTTP/1.1 204 No Content\r\n\r\n"));
        assertThat(Calls.item(emitter.exchange(parameters)).bytes()).isEqualTo(Buffer.buffer());
    }
}
