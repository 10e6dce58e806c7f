package io.quarkiverse.daprinvoke.test.support;

import java.util.function.Consumer;

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
        return app(jar -> jar.addClasses(classes));
    }

    /**
     * @param content adds to the application what it holds, the test class aside
     */
    public static QuarkusUnitTest app(Consumer<JavaArchive> content) {
        return new QuarkusUnitTest()
                // So that test and application share the class of the recording server, and with it the server
                .setAllowTestClassOutsideDeployment(true)
                .withApplicationRoot((JavaArchive jar) -> content.accept(jar.addClasses(EmitterTest.class, Calls.class)))
                .overrideConfigKey("quarkus.http.test-port", "0")
                // Dev Services would not see the endpoint, because it is set when the application starts
                .overrideConfigKey("quarkus.devservices.enabled", "false")
                .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SharedSidecar.get().url());
    }
}
