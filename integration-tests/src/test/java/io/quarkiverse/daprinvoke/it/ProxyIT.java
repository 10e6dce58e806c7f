package io.quarkiverse.daprinvoke.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ProxyIT extends ProxyTest {
}
