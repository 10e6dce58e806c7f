package io.quarkiverse.daprinvoke.it;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class SidecarOfOneTestIT extends SidecarOfOneTestTest {
}
