package io.quarkiverse.daprinvoke.production.observed;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/**
 * The lines that a call within a request writes to the log can be found by the ID of the trace.
 */
@QuarkusTest
@TestProfile(Observed.class)
class TraceIdInLogTest {

    private static final Logger CATEGORY = Logger.getLogger("io.quarkiverse.daprinvoke");

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Inject
    Spans spans;

    private final List<Object> traceIds = new CopyOnWriteArrayList<>();

    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord line) {
            Object traceId = MDC.get("traceId");
            traceIds.add(traceId == null ? "none" : traceId);
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    @BeforeEach
    void listen() {
        spans.forget();
        CATEGORY.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        CATEGORY.removeHandler(handler);
        spans.forget();
    }

    @Test
    void ofACall() {
        given().when().get("/greetings/Ada").then().statusCode(200);
        assertTraceIds(1);
    }

    @Test
    void ofACallThatFailsAndOfTheRequestItBelongsTo() {
        sidecar.on("storefront", "greetings/of/Ada").reply(500);
        given().when().get("/greetings/Ada").then().statusCode(502);
        assertTraceIds(2);
    }

    private void assertTraceIds(int lines) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(traceIds).hasSize(lines));
        assertThat(traceIds).containsOnly(spans.client().getTraceId());
    }
}
