package io.quarkiverse.daprinvoke.it.filters;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class FiltersTest {

    @Test
    void setHeadersOfACall() {
        given().queryParam("tenant", "acme").when().get("/filters/send").then().statusCode(200)
                .body(equalTo("text of t-1, signed, key of 38 characters"));
    }

    @Test
    void runBeforeTheFirstOrEachAttempt() {
        when().get("/filters/retry").then().statusCode(200).body(equalTo("attempts: 2, last: 2, first: 1"));
    }

    @Test
    void failACall() {
        when().get("/filters/send").then().statusCode(200).body(equalTo(
                "The filter io.quarkiverse.daprinvoke.it.filters.TenantOfCalls failed, so POST orders/filters/receive was not sent"));
    }
}
