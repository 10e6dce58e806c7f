package io.quarkiverse.daprinvoke.it.connection;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The JVM runs the same as {@link Http2Test}. */
@QuarkusIntegrationTest
class Http2NativeIT extends Http2Test {
}
