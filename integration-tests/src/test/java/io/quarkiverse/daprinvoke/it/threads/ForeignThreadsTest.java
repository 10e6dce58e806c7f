package io.quarkiverse.daprinvoke.it.threads;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The first call of an emitter, for any context class loader of its thread.
 */
@QuarkusTest
class ForeignThreadsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @ParameterizedTest
    @ValueSource(strings = { "without-loader", "platform-loader", "system-loader", "isolated-loader" })
    void theFirstCallSucceeds(String loader) {
        when().get("/foreign-threads/" + loader).then().statusCode(200).body(equalTo("tea for PT48H"));
    }

    @Test
    void theFirstCallThatNobodyWaitsForArrives() {
        when().get("/foreign-threads/forgotten").then().statusCode(204);
        sidecar.verify("orders", "echo").within(Duration.ofSeconds(30)).once();
    }
}
