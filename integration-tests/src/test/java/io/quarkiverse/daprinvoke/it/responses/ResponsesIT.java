package io.quarkiverse.daprinvoke.it.responses;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class ResponsesIT extends ResponsesTest {
}
