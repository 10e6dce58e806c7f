package io.quarkiverse.daprinvoke.daprd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.PayloadEncodingException;
import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.TargetApp.Received;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;

/**
 * The values of a streamed payload go through the sidecars one by one, in each format.
 */
@QuarkusTest
class StreamedValuesPayloadTest {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Inject
    Caller caller;

    private final StringBuffer arrived = new StringBuffer();
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

    static Stream<Arguments> formats() {
        return Topology.onBothRoutes(
                arguments("application/x-ndjson", List.of("{\"n\":1}\n", "{\"n\":2}\n", "{\"n\":3}\n"), ""),
                arguments("application/json-seq",
                        List.of("\u001E{\"n\":1}\n", "\u001E{\"n\":2}\n", "\u001E{\"n\":3}\n"), ""),
                arguments("application/json", List.of("[{\"n\":1}", ",{\"n\":2}", ",{\"n\":3}"), "]"));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void arriveAsTheyAreSent(String route, String contentType, List<String> values, String end) throws Exception {
        readAsItComes();
        UnicastProcessor<Map<String, Object>> payload = UnicastProcessor.create();
        CompletableFuture<String> reply = caller.rows.request(call(route, payload).contentType(contentType))
                .subscribeAsCompletionStage();

        String sent = "";
        for (int i = 0; i < values.size(); i++) {
            payload.onNext(Map.of("n", i + 1));
            sent += values.get(i);
            awaitArrived(sent);
            assertThat(reply).isNotDone();
        }
        payload.onComplete();

        assertThat(get(reply)).isEqualTo(sent + end);
        Received call = DAPR.target().call();
        assertThat(call.headers().getAll("content-type")).containsExactly(contentType);
        assertThat(call.headers().getAll("transfer-encoding")).containsExactly("chunked");
        assertThat(call.headers().contains("content-length")).isFalse();
    }

    /** The application sees that the request is incomplete, and never takes the values before for all. */
    @ParameterizedTest
    @MethodSource("formats")
    void aFailureOfTheStreamReachesTheApplication(String route, String contentType, List<String> values, String end)
            throws Exception {
        readAsItComes();
        UnicastProcessor<Map<String, Object>> payload = UnicastProcessor.create();
        CompletableFuture<String> reply = caller.rows.request(call(route, payload).contentType(contentType))
                .subscribeAsCompletionStage();
        payload.onNext(Map.of("n", 1));
        awaitArrived(values.get(0));

        payload.onNext(Map.of("n", new Object()));

        assertThat(reply).failsWithin(Calls.LIMIT).withThrowableThat().havingCause()
                .isExactlyInstanceOf(PayloadEncodingException.class);
        assertThat(get(ended)).isNotNull();
        assertThat(arrived).hasToString(values.get(0));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void cancellationReachesTheApplication(String route, String contentType, List<String> values, String end)
            throws Exception {
        readAsItComes();
        UnicastProcessor<Map<String, Object>> payload = UnicastProcessor.create();
        CompletableFuture<String> reply = caller.rows.request(call(route, payload).contentType(contentType))
                .subscribeAsCompletionStage();
        payload.onNext(Map.of("n", 1));
        awaitArrived(values.get(0));

        reply.cancel(false);

        assertThat(get(ended)).isNotNull();
        assertThat(arrived).hasToString(values.get(0));
    }

    private static InvokeMethodParameters<Multi<Map<String, Object>>> call(String route, Multi<Map<String, Object>> payload) {
        return Calls.to(route, "foo", payload);
    }

    /** The application answers after the end, with what has arrived. */
    private void readAsItComes() {
        DAPR.target().handleWith(request -> {
            request.exceptionHandler(ended::complete);
            request.handler(arrived::append);
            request.endHandler(end -> {
                DAPR.target().record(request, null);
                ended.complete(null);
                request.response().end(arrived.toString());
            });
        });
    }

    /** The sidecar may split a value. */
    private void awaitArrived(String text) {
        await().atMost(Calls.LIMIT).untilAsserted(() -> assertThat(arrived).hasToString(text));
    }

    private static <X> X get(CompletableFuture<X> result) throws Exception {
        return result.get(Calls.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
