package io.quarkiverse.daprinvoke.test.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.health.Health.Readiness;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The check can be switched off when the application is built.
 */
class NoReadinessCheckTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Health.app().overrideConfigKey("quarkus.dapr-invoke.health.enabled", "false");

    @Inject
    @DaprInvoke(appId = "app", methodName = "method")
    Emitter<String> emitter;

    @Test
    void thereIsNoCheck() {
        assertThat(Readiness.now()).isEqualTo(new Readiness(200, List.of()));
    }
}
