package io.quarkiverse.daprinvoke.production.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/**
 * The spans of the application, in memory.
 */
@Singleton
public class Spans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

    @Produces
    @Singleton
    SpanProcessor processor() {
        return SimpleSpanProcessor.create(exporter);
    }

    void forget() {
        exporter.reset();
    }

    List<SpanData> ended() {
        return exporter.getFinishedSpanItems();
    }

    /**
     * @return the spans since the last ones were forgotten, as soon as there are as many
     */
    List<SpanData> take(int count) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ended()).hasSize(count));
        return ended();
    }

    /**
     * @return the only client span since the last ones were forgotten
     */
    SpanData client() {
        await().atMost(Duration.ofSeconds(30)).until(() -> ended().stream().anyMatch(Spans::isClient));
        List<SpanData> clients = ended().stream().filter(Spans::isClient).toList();
        assertThat(clients).hasSize(1);
        return clients.get(0);
    }

    private static boolean isClient(SpanData span) {
        return span.getKind() == SpanKind.CLIENT;
    }
}
