package io.quarkiverse.daprinvoke.test.devservices;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The application has no emitter.
 */
class NoEmitterTest extends NoSidecarTestBase {

    @RegisterExtension
    static final QuarkusUnitTest APP = app();
}
