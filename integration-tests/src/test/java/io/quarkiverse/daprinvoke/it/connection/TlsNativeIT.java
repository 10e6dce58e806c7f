package io.quarkiverse.daprinvoke.it.connection;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The JVM runs the same as {@link TlsTest}. */
@QuarkusIntegrationTest
class TlsNativeIT extends TlsTest {
}
