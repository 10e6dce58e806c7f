package io.quarkiverse.daprinvoke.production;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The same with the packaged application, or the native executable.
 */
@QuarkusIntegrationTest
class GuardedIT extends GuardedTest {
}
