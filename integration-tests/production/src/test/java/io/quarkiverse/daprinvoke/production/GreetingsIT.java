package io.quarkiverse.daprinvoke.production;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/**
 * The same with the packaged application.
 */
@QuarkusIntegrationTest
class GreetingsIT extends GreetingsTest {
}
