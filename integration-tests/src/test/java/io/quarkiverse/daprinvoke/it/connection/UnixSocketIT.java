package io.quarkiverse.daprinvoke.it.connection;

import static io.quarkus.test.junit.DisabledOnIntegrationTest.ArtifactType.NATIVE_BINARY;

import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
@DisabledOnIntegrationTest(value = "Native executables have no native transport, see UnixSocketNativeIT", forArtifactTypes = NATIVE_BINARY)
class UnixSocketIT extends UnixSocketTest {
}
