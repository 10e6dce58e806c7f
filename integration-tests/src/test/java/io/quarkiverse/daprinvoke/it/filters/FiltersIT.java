package io.quarkiverse.daprinvoke.it.filters;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class FiltersIT extends FiltersTest {
}
