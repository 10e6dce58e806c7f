package io.quarkiverse.daprinvoke.it.failures;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FailuresIT extends FailuresTest {
}
