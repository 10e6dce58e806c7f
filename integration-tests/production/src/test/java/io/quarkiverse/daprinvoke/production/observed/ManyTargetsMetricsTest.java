package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/**
 * Of the app IDs and method names that calls bring along, there may be any number.
 */
@QuarkusTest
@TestProfile(ManyTargetsMetricsTest.Many.class)
class ManyTargetsMetricsTest {

    private static final int CALLS = 250;

    @Inject
    Calls calls;

    @Inject
    Spans spans;

    @Test
    void theyMakeNoSeriesWithoutEnd() {
        List<Uni<Void>> many = new ArrayList<>();
        String longName = "x".repeat(1000);
        for (int i = 0; i < CALLS; i++) {
            InvokeMethodParameters<String> call = InvokeMethodParameters.of("x");
            many.add(calls.root.send(call.methodName(longName + i)).onFailure().recoverWithNull());
            many.add(calls.root.send(call.methodName("brought/" + i)).onFailure().recoverWithNull());
            many.add(calls.root.send(call.appId("brought-" + i)).onFailure().recoverWithNull());
            many.add(calls.root.send(call.appId("brought-" + i).methodName("brought/" + i)).onFailure().recoverWithNull());
        }
        Uni.join().all(many).andCollectFailures().await().atMost(Duration.ofSeconds(60));

        List<Metrics.Sample> samples = Metrics.samples("dapr_invoke_seconds_count");
        assertThat(samples.stream().map(sample -> sample.labels().get("app_id") + " " + sample.labels().get("method"))
                .distinct()).contains("shop other", "other /", "other other").hasSizeBetween(100, 110);
        assertThat(samples.stream().mapToDouble(Metrics.Sample::value).sum()).isEqualTo(4 * CALLS);
        assertThat(samples.stream().flatMap(sample -> sample.labels().values().stream()))
                .allMatch(label -> label.length() < 200);
        // The number of span names is bounded as well. Each span has the whole target as an attribute
        assertThat(spans.ended().stream().map(span -> span.getName()).filter(name -> name.startsWith("POST ")).distinct())
                .contains("POST shop/other", "POST other/", "POST other/other").hasSizeBetween(100, 110);
    }

    public static class Many implements QuarkusTestProfile {
    }
}
