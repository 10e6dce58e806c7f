package io.quarkiverse.daprinvoke.test.devservices;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Another sidecar is configured.
 */
class EndpointConfiguredTest extends NoSidecarTestBase {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(OrdersCaller.class)
            .overrideConfigKey("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:1");
}
