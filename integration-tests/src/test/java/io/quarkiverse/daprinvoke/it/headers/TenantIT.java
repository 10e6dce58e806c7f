package io.quarkiverse.daprinvoke.it.headers;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TenantIT extends TenantTest {
}
