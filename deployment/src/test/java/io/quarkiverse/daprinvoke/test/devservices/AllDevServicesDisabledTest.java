package io.quarkiverse.daprinvoke.test.devservices;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * Dev Services are switched off altogether.
 */
class AllDevServicesDisabledTest extends NoSidecarTestBase {

    @RegisterExtension
    static final QuarkusUnitTest APP = app(OrdersCaller.class)
            .overrideConfigKey("quarkus.devservices.enabled", "false");
}
