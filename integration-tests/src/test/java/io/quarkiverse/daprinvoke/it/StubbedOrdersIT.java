package io.quarkiverse.daprinvoke.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StubbedOrdersIT extends StubbedOrdersTest {
}
