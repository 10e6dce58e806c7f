package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.ContinuousTestingTestUtils;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

/**
 * Continuous testing in dev mode: all test runs use a separate sidecar, and the application in dev mode keeps its sidecar.
 */
class ContinuousTestingTest {

    private static final int PORT = FreePort.find();

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(jar -> jar.addClass(Greeter.class)
                    .addAsResource(new StringAsset(ContinuousTestingTestUtils.appProperties("""
                            quarkus.application.name=shop
                            quarkus.http.port=%1$d
                            quarkus.http.test-port=0
                            developed.port=%1$d
                            """.formatted(PORT))), "application.properties"))
            .withTestArchive(jar -> jar.addClass(GreetingET.class));

    private final ContinuousTestingTestUtils runs = new ContinuousTestingTestUtils();

    @Test
    void testsAreAnsweredByTheirStubsInEachRun() {
        assertPassed();
        assertGreets("shop greets you");

        APP.modifyTestSourceFile(GreetingET.class, test -> test.replace("\"stubbed\"", "\"stubbed anew\""));
        assertPassed();
        assertGreets("shop greets you");

        APP.modifySourceFile(Greeter.class, greeter -> greeter.replace("self.request(\"you\")", "self.request(\"them\")"));
        assertFailed();
        assertGreets("shop greets them");

        APP.modifyTestSourceFile(GreetingET.class, test -> test.replace("you\"", "them\""));
        assertPassed();
    }

    private void assertPassed() {
        ContinuousTestingTestUtils.TestStatus run = runs.waitForNextCompletion();
        assertThat(run.getTotalTestsFailed()).as(run.toString()).isZero();
        assertThat(run.getTotalTestsPassed()).as(run.toString()).isEqualTo(1);
    }

    private void assertFailed() {
        ContinuousTestingTestUtils.TestStatus run = runs.waitForNextCompletion();
        assertThat(run.getTotalTestsFailed()).as(run.toString()).isEqualTo(1);
        assertThat(run.getTotalTestsPassed()).as(run.toString()).isZero();
    }

    private static void assertGreets(String greeting) {
        assertThat(RestAssured.get("http://localhost:" + PORT + "/greet").asString()).isEqualTo(greeting);
    }
}
