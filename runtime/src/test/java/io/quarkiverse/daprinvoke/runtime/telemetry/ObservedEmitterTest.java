package io.quarkiverse.daprinvoke.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;

class ObservedEmitterTest {

    private final List<ObservedEmitter> begun = new ArrayList<>();

    private static ObservedEmitter emitter(CallObserver... observers) {
        return new ObservedEmitter(TargetTemplate.of("", "shop", "m", "POST"),
                SidecarAddress.parse("http://127.0.0.1:3500"), List.of(observers));
    }

    private CallObservation uninterested(ObservedEmitter emitter) {
        begun.add(emitter);
        return null;
    }

    @Test
    void withoutObserversThereIsNothingToTell() {
        assertThat(emitter().begin()).isNull();
    }

    @Test
    void whatIsOfNoInterestToAnyIsNotTold() {
        ObservedEmitter emitter = emitter(this::uninterested, this::uninterested);
        assertThat(emitter.begin()).isNull();
        assertThat(begun).containsExactly(emitter, emitter);
    }

    @Test
    void anObserverThatThrowsIsOfNoInterest() {
        assertThat(emitter(emitter -> {
            throw new IllegalStateException("no");
        }).begin()).isNull();
    }
}
