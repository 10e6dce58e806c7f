package org.acme;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;

/**
 * The examples of proxies, against stubs.
 */
@QuarkusTest
class ProxyTest {

    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void theAnswerIsHandedBack() {
        sidecar.on("orders", "create").replyText(409, "no more tea").header("content-type", "text/plain");

        given().config(AS_IT_IS).contentType("application/vnd.order").body("<order/>".getBytes(StandardCharsets.UTF_8)).when()
                .post("/replies/create").then().statusCode(409)
                .contentType("text/plain").body(equalTo("no more tea"));

        sidecar.verify("orders", "create").once().withHeader("content-type", "application/vnd.order").withText("<order/>");
    }

    @Test
    void anAnswerMayHaveNoBody() {
        sidecar.on("orders", "create").reply(204);

        given().contentType("text/plain").body("x").when().post("/replies/create").then().statusCode(204);
    }

    @Test
    void eachSegmentIsAPlaceholder() {
        sidecar.on("orders", "create").reply(204);
        sidecar.on("orders", "stock/green tea").reply(204);

        given().body("x").when().post("/paths/create").then().statusCode(204);
        given().body("x").when().post("/paths/stock/green tea").then().statusCode(204);

        sidecar.verify("orders", "create").once();
        sidecar.verify("orders", "stock/green tea").once();
    }

    @Test
    void noSegmentLeadsElsewhere() {
        given().urlEncodingEnabled(false).body("x").when().post("/paths/stock/..%2Fb").then().statusCode(400);
        given().urlEncodingEnabled(false).body("x").when().post("/paths/stock/a%2Fb").then().statusCode(400);
    }
}
