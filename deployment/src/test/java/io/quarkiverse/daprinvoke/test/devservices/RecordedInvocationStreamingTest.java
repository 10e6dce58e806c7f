package io.quarkiverse.daprinvoke.test.devservices;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * What passes through a sidecar that records it for a test is the same on the wire.
 */
class RecordedInvocationStreamingTest extends InvocationStreamingTest {

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, Long.MAX_VALUE, true);
    }

    @BeforeEach
    void beginTest() throws IOException {
        new TestSteering(sidecar).begin();
    }
}
