package io.quarkiverse.daprinvoke.production.interfaces;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The same with the packaged application, or the native executable.
 */
@QuarkusIntegrationTest
class InterfacesIT extends InterfacesTest {
}
