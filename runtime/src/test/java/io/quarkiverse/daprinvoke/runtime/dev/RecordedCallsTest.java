package io.quarkiverse.daprinvoke.runtime.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObservation;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

class RecordedCallsTest {

    private final RecordedCalls calls = new RecordedCalls();

    private CallObservation begin() {
        return calls.begin(new ObservedEmitter(TargetTemplate.of("", "shop", "{m}", "POST"),
                SidecarAddress.parse("http://127.0.0.1:3500"), List.of(calls)));
    }

    @Test
    void areTheLastFiftyTheNewestFirst() {
        AssertSubscriber<RecordedCall> stream = calls.ended().subscribe()
                .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        for (int i = 0; i < 51; i++) {
            begin().completed();
        }
        assertThat(calls.last()).extracting(RecordedCall::id).hasSize(50).startsWith(51L, 50L).endsWith(2L);
        assertThat(stream.getItems()).extracting(RecordedCall::id).hasSize(51).startsWith(1L, 2L).endsWith(51L);
    }

    @Test
    void areThereWhenTheyHaveEnded() {
        CallObservation call = begin();
        call.target(TargetTemplate.of("", "shop", "v1/create", "put").resolve(name -> null));
        call.status(503);
        call.status(201);
        assertThat(calls.last()).isEmpty();
        call.completed();
        assertThat(calls.last()).singleElement().satisfies(recorded -> {
            assertThat(recorded.httpVerb()).isEqualTo("PUT");
            assertThat(recorded.appId()).isEqualTo("shop");
            assertThat(recorded.methodName()).isEqualTo("v1/create");
            assertThat(recorded.status()).isEqualTo(201);
            assertThat(recorded.outcome()).isEqualTo("completed");
            assertThat(recorded.millis()).isGreaterThanOrEqualTo(0);
        });
    }

    @Test
    void keepTheBeginningOfWhatIsLong() {
        CallObservation call = begin();
        call.target(TargetTemplate.of("", "shop", "{m}", "POST").with("a".repeat(2000), "m".repeat(2000), null)
                .resolve(name -> null));
        call.completed();
        assertThat(calls.last()).singleElement().satisfies(recorded -> {
            assertThat(recorded.appId()).isEqualTo("a".repeat(1021) + "...");
            assertThat(recorded.methodName()).isEqualTo("m".repeat(1021) + "...");
        });
    }

    @Test
    void nameTheFailureAndWhatItWasAimedAt() {
        begin().failed(new InvalidInvocationTargetException(new InvocationTarget("other", "{m}", "GET"), "no"));
        begin().cancelled();
        assertThat(calls.last()).extracting(RecordedCall::outcome)
                .containsExactly("cancelled", "InvalidInvocationTargetException");
        assertThat(calls.last()).extracting(RecordedCall::appId).containsExactly("shop", "other");
        assertThat(calls.last()).extracting(RecordedCall::status).containsOnlyNulls();
    }
}
