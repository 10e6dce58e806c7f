package io.quarkiverse.daprinvoke.test.support;

import org.jboss.shrinkwrap.api.spec.JavaArchive;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The application under test, with a {@link RawSidecar} where its sidecar would be.
 */
public final class EmitterTest {

    private EmitterTest() {
    }

    /**
     * @param classes the classes of the application, the test class aside
     */
    public static QuarkusUnitTest app(Class<?>... classes) {
        return new QuarkusUnitTest()
                // So that test and application share the class of the recording server, and with it the server
                .setAllowTestClassOutsideDeployment(true)
                .withApplicationRoot((JavaArchive jar) -> jar.addClasses(classes).addClasses(EmitterTest.class, Calls.class))
                .overrideConfigKey("quarkus.http.test-port", "0")
                .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.get().url());
    }
}
