package io.quarkiverse.daprinvoke.it.connection;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class Http2IT extends Http2Test {
}
