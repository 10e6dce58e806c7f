package io.quarkiverse.daprinvoke.test.devservices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;

/**
 * The test of the application that {@link ContinuousTestingTest} develops. Its name keeps it from being run by itself.
 */
@QuarkusTest
public class GreetingET {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void isAnsweredByTheStub() {
        sidecar.on("shop", "greet").replyText(200, "stubbed");

        assertEquals("stubbed", RestAssured.get("/greet").asString());
        sidecar.verify("shop", "greet").once().withText("you");

        String developed = "http://localhost:" + ConfigProvider.getConfig().getValue("developed.port", String.class);
        assertEquals("shop greets you", RestAssured.get(developed + "/greet").asString());
        sidecar.verify("shop", "greet").once();
    }
}
