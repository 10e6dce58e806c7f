package org.acme;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ShopResourceTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void buyingCreatesAnOrder() {
        sidecar.on("orders", "orders/create").reply(new ShopResource.Receipt("r-1"));

        given().post("/shop/buy/book").then().statusCode(200).body("id", equalTo("r-1"));

        sidecar.verify("orders", "orders/create").once().withJson(new ShopResource.Order("book", 1));
    }

    @Test
    void aFailureOfOrdersIsABadGateway() {
        sidecar.on("orders", "orders/create").reply(503);

        given().post("/shop/buy/book").then().statusCode(502);
    }
}
