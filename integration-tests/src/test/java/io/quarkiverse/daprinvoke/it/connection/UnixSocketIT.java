package io.quarkiverse.daprinvoke.it.connection;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class UnixSocketIT extends UnixSocketTest {
}
