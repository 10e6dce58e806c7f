package io.quarkiverse.daprinvoke.it.streams;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class StreamsIT extends StreamsTest {
}
