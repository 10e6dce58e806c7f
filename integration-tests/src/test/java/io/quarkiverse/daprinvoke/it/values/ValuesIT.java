package io.quarkiverse.daprinvoke.it.values;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ValuesIT extends ValuesTest {
}
