package io.quarkiverse.daprinvoke.test.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertPathBuilderException;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.TlsSidecar;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A sidecar behind https whose certificate nothing vouches for.
 */
class UntrustedTlsSidecarTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app()
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", TlsSidecar.url());

    @Inject
    @DaprInvoke(appId = "orders", methodName = "create")
    Emitter<String> emitter;

    @Test
    void isSentNothing() {
        RawSidecar sidecar = TlsSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        assertThatThrownBy(() -> emitter.sendAndAwait("hello"))
                .isInstanceOf(SidecarUnavailableException.class)
                .hasMessageStartingWith(
                        "The Dapr sidecar at " + TlsSidecar.url() + " could not be reached for POST orders/create: ")
                .hasRootCauseInstanceOf(CertPathBuilderException.class);
        assertThat(sidecar.pending()).isZero();
    }
}
