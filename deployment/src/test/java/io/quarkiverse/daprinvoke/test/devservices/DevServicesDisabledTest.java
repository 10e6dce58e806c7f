package io.quarkiverse.daprinvoke.test.devservices;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The sidecar of dev and test mode is switched off.
 */
class DevServicesDisabledTest extends NoSidecarTestBase {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(OrdersCaller.class)
            .overrideConfigKey("quarkus.dapr-invoke.devservices.enabled", "false");
}
