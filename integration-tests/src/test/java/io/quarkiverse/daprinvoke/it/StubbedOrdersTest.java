package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.Answer;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * The tests that the documentation shows.
 */
@QuarkusTest
class StubbedOrdersTest {

    private static final Order ORDER = new Order("o-1", "tea", 2);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void ordersAreCreated() {
        sidecar.on("orders", "create").reply(201, new Receipt("r-1", "thank you"));

        given().contentType("application/json").body(ORDER).header("x-tenant", "acme")
                .when().post("/checkout/for-tenant")
                .then().statusCode(201).body("orderId", equalTo("r-1"));

        sidecar.verify("orders", "create").once().withHeader("x-tenant", "acme").withJson(ORDER);
    }

    @Test
    void aFailureIsFollowedByASuccess() {
        sidecar.on("orders", "create")
                .reply(503).header("retry-after", "1")
                .then().reply(201, new Receipt("r-2", "thank you")).delay(Duration.ofMillis(20));

        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(502);
        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200);
    }

    @Test
    void tenantsHaveStubsOfTheirOwn() {
        sidecar.on("orders", "create").whereHeader("x-tenant", "acme").reply(201, new Receipt("r-3", "for acme"));
        sidecar.on("orders", "create").whereHeader("x-tenant", "emca").reply(409);

        given().contentType("application/json").body(ORDER).header("x-tenant", "acme")
                .when().post("/checkout/for-tenant").then().statusCode(201).body("text", equalTo("for acme"));

        sidecar.verify("orders", "create").whereHeader("x-tenant", "acme").once();
        sidecar.verify("orders", "create").whereHeader("x-tenant", "emca").never();
    }

    @Test
    void bodiesChooseStubs() {
        sidecar.on("orders", "create").whereJson(ORDER).reply(201, new Receipt("r-5", "the usual"));
        sidecar.on("orders", "create").where(call -> call.json(Order.class).quantity() > 100).reply(429);

        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200)
                .body("text", equalTo("the usual"));
        given().contentType("application/json").body(new Order("o-2", "tea", 101)).when().post("/checkout").then()
                .statusCode(502);
    }

    @Test
    void answersAreComputed() {
        sidecar.on("orders", "create")
                .answer(call -> Answer.json(201, new Receipt(call.json(Order.class).id(), "thank you")));

        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200)
                .body("orderId", equalTo("o-1"));
    }

    @Test
    void recordedCallsAreReplayed() {
        sidecar.on("orders", "create")
                .whereVerb("POST")
                .whereHeader("content-type", "application/json")
                .whereJson("{\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}")
                .reply(201, "{\"orderId\":\"r-6\",\"text\":\"thank you\"}");

        given().contentType("application/json").body(ORDER).when().post("/checkout").then().statusCode(200)
                .body("orderId", equalTo("r-6"));

        assertEquals("""
                sidecar.on("orders", "create")
                        .whereVerb("POST")
                        .whereHeader("content-type", "application/json")
                        .whereJson("{\\"id\\":\\"o-1\\",\\"item\\":\\"tea\\",\\"quantity\\":2}")
                        .reply(201, "{\\"orderId\\":\\"r-6\\",\\"text\\":\\"thank you\\"}");
                """, sidecar.asStubs());
    }

    @Test
    void anOrderIsSentInTheBackground() {
        sidecar.on("orders", "create").reply(201, new Receipt("r-4", "thank you"));

        given().contentType("application/json").body(ORDER).when().post("/checkout/later").then().statusCode(204);

        sidecar.verify("orders", "create").within(Duration.ofSeconds(10)).once().withJson(ORDER);
    }

    @Test
    void placeholdersHaveTheirValues() {
        sidecar.on("orders", "stock/green tea").reply(204);

        given().contentType("application/json").body(new Stock(7)).when().put("/checkout/stock/green tea").then()
                .statusCode(204);

        sidecar.verify("orders", "stock/green tea").once().withVerb("PUT").withJson("{\"quantity\":7}");
        sidecar.verify("orders", "stock/{item}").whereVerb("PUT").once();
        assertEquals(7, sidecar.calls("orders", "stock/green tea").get(0).json(Stock.class).quantity());
    }
}
