package io.quarkiverse.daprinvoke.production.interfaces;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Interfaces call through the sidecar, whether an annotation or the configuration says so.
 */
@QuarkusTest
class InterfacesTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void callThroughTheSidecar() {
        when().get("/interfaces/ask/Ada").then().statusCode(200).body(equalTo("Hello Ada"));
        when().get("/interfaces/ask-configured/Bo").then().statusCode(200).body(equalTo("Hello Bo"));

        sidecar.verify("storefront", "interfaces/greetings").once();
        assertThat(sidecar.calls("storefront", "interfaces/of/Bo")).singleElement()
                .satisfies(call -> assertThat(call.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void failAsEmittersDo() {
        when().get("/interfaces/fail/3").then().statusCode(200).body(equalTo("InvalidInvocationTargetException"));

        sidecar.on("storefront", "interfaces/of/x").reset().then()
                .reply(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no\"}");
        when().get("/interfaces/fail/0").then().statusCode(200).body(equalTo("SidecarUnavailableException"));
        when().get("/interfaces/fail/0").then().statusCode(200).body(equalTo("InvocationStatusException"));
    }

    @Test
    void knowWhichMethodsEndWithASlash() {
        when().get("/interfaces/slashes").then().statusCode(200).body(equalTo("all InvalidInvocationTargetException"));

        sidecar.verify("storefront", "interfaces/of/").never();
    }
}
