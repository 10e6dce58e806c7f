package io.quarkiverse.daprinvoke.test.conformance;

import static org.assertj.core.api.Assertions.fail;

import jakarta.inject.Inject;

import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.DaprEnvironment;
import io.quarkiverse.daprinvoke.test.support.FailingApp;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A port that is no number.
 */
class InvalidPortVariableRowsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = FailingApp.start("DAPR_HTTP_PORT is not a port number: [abc]")
            .withApplicationRoot((JavaArchive jar) -> DaprEnvironment.add(jar, "DAPR_HTTP_PORT=abc"))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", "");

    @Inject
    @DaprInvoke(appId = "a", methodName = "foo")
    Emitter<String> emitter;

    @RowCases
    @CsvSource("111, a port that is no number fails the start")
    void failsTheStart(int row, String about) {
        fail("The application was started");
    }
}
