package org.acme;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkiverse.daprinvoke.test.ReceivedCall;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The resources that replace functions send and answer what the functions do.
 */
@QuarkusTest
class FunctionsTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void textIsSentAsAJsonString() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("text/plain").body("{\"item\":\"tea\"}").when().post("/api/invoke/orders/create")
                .then().statusCode(200);

        sidecar.verify("orders", "create").once().withVerb("POST").withHeader("content-type", "application/json")
                .withText("\"{\\\"item\\\":\\\"tea\\\"}\"");
    }

    @Test
    void aGetIsSentAsAPost() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("text/plain").body("tea").when().get("/api/invoke/orders/create").then().statusCode(200);
        when().get("/api/invoke/orders/create").then().statusCode(200);

        assertThat(sidecar.calls("orders", "create")).extracting(ReceivedCall::verb).containsExactly("POST", "POST");
        assertThat(sidecar.calls("orders", "create")).extracting(ReceivedCall::text).containsExactly("\"tea\"", "\"\"");
    }

    @Test
    void otherApplicationsAreNotCalled() {
        given().contentType("text/plain").body("x").when().post("/api/invoke/payments/create").then().statusCode(400);

        sidecar.verify("payments", "create").never();
    }

    @Test
    void jsonIsSentAsItIs() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("application/json").body("[{\"item\":\"tea\"}, null, 1]").when().post("/api/json/orders/create")
                .then().statusCode(204);

        sidecar.verify("orders", "create").once().withHeader("content-type", "application/json")
                .withText("[{\"item\":\"tea\"},null,1]");
    }

    @Test
    void onlyJsonIsTaken() {
        given().contentType("text/plain").body("{}").when().post("/api/json/orders/create").then().statusCode(415);

        sidecar.verify("orders", "create").never();
    }

    @Test
    void theDataOfTheBodyIsSent() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("application/json").body("{\"data\":{\"item\":\"tea\"}}").when().post("/api/data/orders/create")
                .then().statusCode(200).body(equalTo("ok"));

        sidecar.verify("orders", "create").once().withText("{\"item\":\"tea\"}");
    }

    @Test
    void theDataOfTheQueryIsSentAsAJsonString() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("application/json").queryParam("data", "tea").when().post("/api/data/orders/create")
                .then().statusCode(200).body(equalTo("ok"));

        sidecar.verify("orders", "create").once().withHeader("content-type", "application/json").withText("\"tea\"");
    }

    @Test
    void noDataIsABadRequest() {
        given().contentType("application/json").body("{}").when().post("/api/data/orders/create").then().statusCode(400);

        sidecar.verify("orders", "create").never();
    }
}
