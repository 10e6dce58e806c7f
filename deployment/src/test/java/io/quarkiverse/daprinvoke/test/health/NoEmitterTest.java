package io.quarkiverse.daprinvoke.test.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application without emitters needs no sidecar to be ready.
 */
class NoEmitterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app();

    @Test
    void thereIsNoCheck() {
        assertThat(Readiness.now()).isEqualTo(new Readiness(200, List.of()));
    }
}
