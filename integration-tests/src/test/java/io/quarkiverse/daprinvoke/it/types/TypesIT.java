package io.quarkiverse.daprinvoke.it.types;

import io.quarkus.test.junit.QuarkusIntegrationTest;

@QuarkusIntegrationTest
class TypesIT extends TypesTest {
}
