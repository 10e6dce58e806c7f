package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseTypes;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/**
 * An application that stops does not wait for further attempts, and nobody waits for a call that has none.
 */
class StopBetweenAttemptsTest {

    private static final Logger LOGGER = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final Vertx vertx = Vertx.vertx();
    private final LinkedBlockingQueue<HttpServerRequest> requests = new LinkedBlockingQueue<>();
    private SidecarClient client;

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private InvokeUni<Void> call() {
        return call(2);
    }

    private InvokeUni<Void> call(int maxAttempts) {
        HttpServer server = vertx.createHttpServer().requestHandler(requests::add).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().join();
        Map<String, String> properties = new HashMap<>();
        properties.put("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + server.actualPort());
        properties.put("quarkus.dapr-invoke.request-timeout", "2h");
        properties.put("quarkus.dapr-invoke.retry.max-attempts", String.valueOf(maxAttempts));
        properties.put("quarkus.dapr-invoke.retry.initial-back-off", "1h");
        properties.put("quarkus.dapr-invoke.retry.max-back-off", "1h");
        SmallRyeConfig config = TestConfigs.of(properties);
        DaprInvokeConfig mapping = config.getConfigMapping(DaprInvokeConfig.class);
        TlsConfigurationRegistry tls = (TlsConfigurationRegistry) Proxy.newProxyInstance(getClass().getClassLoader(),
                new Class<?>[] { TlsConfigurationRegistry.class },
                (proxy, method, args) -> Optional.<TlsConfiguration> empty());
        client = new SidecarClient(vertx, mapping, tls, config);
        EmitterSettings settings = new EmitterSettingsFactory(mapping, config, client.configuredSidecar(), ObjectMapper::new,
                name -> null, null, List.of(), StartedEmitters.NO_FILTERS, List.of()).settings(
                        new EmitterDefinition("", "shop", "m", "PUT", "", "", List.of(), false,
                                new PayloadType(String.class, List.of()), null, "A#b"));
        return new InvokeUni<>(client, settings, InvokeMethodParameters.of("x"), new ResponseTypes(ObjectMapper::new).send(),
                null, null);
    }

    private HttpServerRequest next() throws InterruptedException {
        HttpServerRequest request = requests.poll(20, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        return request;
    }

    private void answerUnavailable(HttpServerRequest request) {
        vertx.runOnContext(v -> request.response().setStatusCode(503).end());
    }

    private static void assertUnavailable(CompletableFuture<Void> outcome) {
        assertThat(outcome).failsWithin(20, TimeUnit.SECONDS).withThrowableThat()
                .withCauseExactlyInstanceOf(InvocationStatusException.class)
                .withMessageContaining("PUT shop/m was answered with status 503");
    }

    @Test
    void aCallWhoseSubscriberThrowsIsNotWaitedFor() {
        // Without retries, whose operators would be between the call and its subscriber
        InvokeUni<Void> call = call(1);
        assertThatThrownBy(() -> call.subscribe(new UniSubscriber<Void>() {
            @Override
            public void onSubscribe(UniSubscription subscription) {
                throw new IllegalStateException("no");
            }

            @Override
            public void onItem(Void item) {
            }

            @Override
            public void onFailure(Throwable failure) {
            }
        })).hasMessage("no");
        // It waits for ten seconds by default
        assertThat(CompletableFuture.runAsync(client::stop)).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void aCallThatWaitsForItsNextAttemptFailsWithItsLastOne() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        Context context = vertx.getOrCreateContext();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                // After what the context is doing now, which is to begin the wait
                context.runOnContext(v -> waits.countDown());
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Level level = LOGGER.getLevel();
        LOGGER.setLevel(Level.FINE);
        LOGGER.addHandler(handler);
        try {
            InvokeUni<Void> call = call();
            CompletableFuture<Void> outcome = new CompletableFuture<>();
            context.runOnContext(v -> call.subscribe().with(outcome::complete, outcome::completeExceptionally));
            answerUnavailable(next());
            assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome).isNotDone();
            client.stop();
            assertUnavailable(outcome);
            assertThat(requests).isEmpty();
        } finally {
            LOGGER.removeHandler(handler);
            LOGGER.setLevel(level);
        }
    }

    @Test
    void aCallThatFailsMeanwhileIsNotTriedAgain() throws Exception {
        CompletableFuture<Void> outcome = call().subscribeAsCompletionStage();
        HttpServerRequest request = next();
        Thread stop = new Thread(client::stop);
        stop.start();
        answerUnavailable(request);
        assertUnavailable(outcome);
        stop.join();
        assertThat(requests).isEmpty();
    }

    @Test
    void delaysAreOverAtOnceFromThenOn() {
        call();
        client.stop();
        assertThat(client.delay(3_600_000).await().atMost(Duration.ofSeconds(20))).isFalse();
    }
}
