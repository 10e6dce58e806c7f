package io.quarkiverse.daprinvoke.it.threads;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ForeignThreadsIT extends ForeignThreadsTest {
}
