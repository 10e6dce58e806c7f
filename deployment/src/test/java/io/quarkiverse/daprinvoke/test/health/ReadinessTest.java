package io.quarkiverse.daprinvoke.test.health;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.RawSidecar.Request;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The application is ready when its sidecar is.
 */
class ReadinessTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret")
            // One call takes all there is
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.max-wait-queue-size", "0");

    @Inject
    @DaprInvoke(appId = "app", methodName = "method")
    Emitter<String> emitter;

    @Inject
    SidecarClient client;

    private final RawSidecar sidecar = SharedSidecar.get();

    @ParameterizedTest
    @ValueSource(ints = { 200, 204 })
    void aSidecarThatSaysSoIsReady(int status) {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n"));

        assertThat(Readiness.now()).isEqualTo(new Readiness(200, List.of(
                Health.up(Map.of(sidecar.url(), "ready")))));
        Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("GET /v1.0/healthz/outbound HTTP/1.1");
        assertThat(request.header("host")).containsExactly("127.0.0.1:" + sidecar.port());
        assertThat(request.header("dapr-api-token")).containsExactly("s3cret");
        sidecar.awaitClosed(request.connection());
    }

    @ParameterizedTest
    @ValueSource(ints = { 302, 401, 404, 500, 503 })
    void aSidecarThatSaysAnythingElseIsNot(int status) {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 " + status + " X\r\nLocation: /v1.0/other\r\nContent-Length: 6\r\n\r\n",
                "secret".getBytes()));

        assertThat(Readiness.now()).isEqualTo(new Readiness(503, List.of(
                Health.down(Map.of(sidecar.url(), "not ready: status " + status)))));
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
    }

    @Test
    void aSidecarThatHangsUpIsNot() {
        sidecar.answer(RawSidecar.hangUp());

        assertThat(Readiness.now()).isEqualTo(new Readiness(503, List.of(
                Health.down(Map.of(sidecar.url(), "not ready: no response")))));
    }

    @Test
    void itsStatusIsEnough() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 500 X\r\nContent-Length: 1000000\r\n\r\nThe rest never comes"));

        assertThat(Readiness.now().checks()).containsExactly(
                Health.down(Map.of(sidecar.url(), "not ready: status 500")));
        sidecar.awaitClosed(sidecar.next().connection());
    }

    @Test
    void aSidecarIsAskedOnceAtATime() {
        CountDownLatch asked = new CountDownLatch(1);
        sidecar.answer((request, out) -> {
            asked.await();
            return RawSidecar.raw("HTTP/1.1 204 X\r\n\r\n").to(request, out);
        });

        CompletableFuture<Integer> first = client.askHealth(client.configuredSidecar()).subscribeAsCompletionStage();
        CompletableFuture<Integer> second = client.askHealth(client.configuredSidecar()).subscribeAsCompletionStage();
        sidecar.next();
        asked.countDown();

        assertThat(first.join()).isEqualTo(204);
        assertThat(second.join()).isEqualTo(204);
        assertThat(sidecar.pending()).isZero();
        assertThat(client.askHealth(client.configuredSidecar()).await().indefinitely()).isEqualTo(204);
        assertThat(sidecar.pending()).isEqualTo(1);
    }

    @Test
    void aPoolThatIsFullSaysNothingAboutTheSidecar() {
        CountDownLatch answered = new CountDownLatch(1);
        sidecar.answer((request, out) -> {
            if (request.requestLine().startsWith("POST ")) {
                answered.await();
            }
            return RawSidecar.raw("HTTP/1.1 204 X\r\n\r\n").to(request, out);
        });
        CompletableFuture<Void> call = emitter.send("payload").subscribeAsCompletionStage();
        sidecar.next();

        assertThat(Readiness.now().status()).isEqualTo(200);
        assertThat(call).isNotDone();
        answered.countDown();
        call.join();
    }

    @Test
    void aQuestionMayFollowTheOneBeforeAtOnce() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 204 X\r\n\r\n"));

        for (int i = 0; i < 50; i++) {
            assertThat(client.askHealth(client.configuredSidecar()).await().indefinitely()).isEqualTo(204);
        }
    }

    @Test
    void theApplicationIsAliveWithoutASidecar() {
        sidecar.answer(RawSidecar.hangUp());

        when().get("/q/health/live").then().statusCode(200).body(not(containsString("Dapr")));
    }
}
