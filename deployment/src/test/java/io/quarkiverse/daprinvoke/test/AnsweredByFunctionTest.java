package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.test.control.TestFunctions;

/**
 * A function computes the answer to a call.
 */
class AnsweredByFunctionTest extends SidecarApiTestBase {

    record Item(String name, int quantity) {
    }

    @Test
    void theAnswerIsMadeOfTheCall() {
        sidecar.on("orders", "stock/{item}").answer(call -> Answer
                .json(201, new Item(call.method() + call.queryValues("unit"), call.json(Item.class).quantity() + 1))
                .header("X-Tenant", call.header("x-tenant")));

        HttpResponse<String> reply = call("PUT", "stock/tea?unit=g", "{\"name\":\"x\",\"quantity\":2}", "x-tenant", "acme");

        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("{\"name\":\"stock/tea[g]\",\"quantity\":3}");
        assertThat(reply.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(reply.headers().firstValue("x-tenant")).hasValue("acme");
        assertThat(sidecar.calls("orders", "stock/tea").get(0).status()).isEqualTo(201);
        control.endTest();
    }

    @Test
    void allKindsOfAnswersAreSent() {
        sidecar.on("orders", "create").answer(call -> Answer.status(204))
                .then().answer(call -> Answer.text(404, "caf\u00e9"))
                .then().answer(call -> Answer.bytes(200, new byte[] { 'o', 'k' }).header("Content-Type", "image/x"))
                .then().answer(call -> Answer.json(409, "{ }"));

        assertReply(204, "", null);
        assertReply(404, "caf\u00e9", "text/plain;charset=UTF-8");
        assertReply(200, "ok", "image/x");
        assertReply(409, "{ }", "application/json");
        control.endTest();
    }

    private void assertReply(int status, String body, String contentType) {
        HttpResponse<String> reply = call("POST", "create", "");
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.body()).isEqualTo(body);
        assertThat(reply.headers().firstValue("content-type").orElse(null)).isEqualTo(contentType);
    }

    @Test
    void functionsArePartOfASequenceAndMayHaveADelay() {
        sidecar.on("orders", "create").reply(503)
                .then().answer(call -> Answer.text(200, call.text() + "!")).delay(Duration.ofMillis(300));

        assertThat(call("POST", "create", "a").statusCode()).isEqualTo(503);
        long start = System.nanoTime();
        assertThat(call("POST", "create", "a").body()).isEqualTo("a!");
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(Duration.ofMillis(300).toNanos());
        assertThat(call("POST", "create", "b").body()).isEqualTo("b!");
    }

    static Stream<Function<ReceivedCall, Answer>> failing() {
        return Stream.of(call -> {
            throw new IllegalStateException("inside");
        }, call -> {
            throw new AssertionError("inside");
        }, call -> null, call -> Answer.json(200, new Object()), call -> Answer.status(99));
    }

    @ParameterizedTest
    @MethodSource
    void failing(Function<ReceivedCall, Answer> function) {
        sidecar.on("orders", "create").answer(function).then().reply(201);

        HttpResponse<String> reply = call("POST", "create", "");
        assertThat(reply.statusCode()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("{\"errorCode\":\"ERR_STUB\",\"message\":\"The Dapr sidecar of test mode cannot "
                + "answer the call: a function of a stub failed; see the failure of the test for the reason\"}");
        assertThat(call("POST", "create", "").statusCode()).isEqualTo(201);

        assertThatThrownBy(control::endTest).isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("A function of a stub failed, and the call was answered with status 500: ")
                .cause().isNotNull();
        beginTest();
        control.endTest();
    }

    @Test
    void callsWaitForEachOtherAndForNobodyElse() throws Exception {
        CyclicBarrier together = new CyclicBarrier(20);
        sidecar.on("orders", "wait").answer(call -> {
            await(together);
            return Answer.text(200, call.text());
        });
        sidecar.on("orders", "create").reply(201);

        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.iterate(1, i -> i + 1).limit(19)
                .map(i -> http().sendAsync(request("POST", "wait", "" + i), BodyHandlers.ofString())).toList();
        assertThat(call("POST", "create", "").statusCode()).isEqualTo(201);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(call("POST", "wait", "20").body()).isEqualTo("20");
        for (int i = 0; i < 19; i++) {
            assertThat(waiting.get(i).get(20, TimeUnit.SECONDS).body()).isEqualTo("" + (i + 1));
        }
        control.endTest();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itMayAskTheSidecar() {
        sidecar.on("orders", "create")
                .answer(call -> Answer.text(200, String.valueOf(sidecar.calls("orders", "create").size())));

        assertThat(call("POST", "create", "").body()).isEqualTo("1");
        assertThat(call("POST", "create", "").body()).isEqualTo("2");
    }

    @Test
    void itRunsWithTheClassLoaderOfTheTest() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader("of the test", new URL[0], original)) {
            thread.setContextClassLoader(own);
            sidecar.on("orders", "create")
                    .answer(call -> Answer.text(200, Thread.currentThread().getContextClassLoader().getName()));
            thread.setContextClassLoader(original);
            assertThat(call("POST", "create", "").body()).isEqualTo("of the test");
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    @Test
    void afterTheTestNobodyCallsIt() {
        String key = control.offer(call -> Map.of());
        assertThat(TestFunctions.call(key, "{}".getBytes())).asString().isEqualTo("{}");

        control.endTest();
        assertThatThrownBy(() -> TestFunctions.call(key, "{}".getBytes())).isInstanceOf(IllegalStateException.class)
                .hasMessage("The test of the function has ended");
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.text(204, "x"))
                .withMessage("A response with status 204 or 304 must not have a body");
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.status(200).header("connection", "close"))
                .withMessage("The sidecar sets content-length, transfer-encoding and connection itself");
        assertThatIllegalArgumentException().isThrownBy(() -> Answer.status(200).header("a", "b\r\nc: d"));
        assertThatThrownBy(() -> Answer.json(200, null)).isInstanceOf(NullPointerException.class)
                .hasMessageStartingWith("The value of a response must not be null");
        assertThatThrownBy(() -> sidecar.on("orders", "create").answer(call -> Answer.status(204)).header("a", "b"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Set the headers of a computed response with Answer.header(..)");
    }
}
