package io.quarkiverse.daprinvoke.test.devservices;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * Recording for a test does not change the bytes that pass through the sidecar.
 */
class RecordedInvocationTest extends InvocationTest {

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, true);
    }

    @BeforeEach
    void beginTest() throws IOException {
        new TestSteering(sidecar).begin();
    }
}
