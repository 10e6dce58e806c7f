package io.quarkiverse.daprinvoke.it.responses;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ResponsesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "exchange/200|200 a",
            "exchange/204|204 null",
            "exchange/409|409 Conflict[reason=sold]",
            "exchange/500|500 Conflict[reason=sold]",
            "optional/201|[Item[name=a], Item[name=application/json, */*;q=0.8]]",
            "optional/204|empty",
            "optional/404|GET orders/responses/answer/404 was answered with status 404. For an empty Optional instead, set "
                    + "quarkus.dapr-invoke.emitter.\"<name>\".not-found-is-empty=true",
            "not-found-by-annotation/404|empty",
            "not-found-by-configuration/404|empty",
            "optional-response/201|201 true",
            "optional-response/204|204 false",
            "failure/409|sold",
            "failure/422|d" })
    void responsesAreRead(String path, String text) {
        when().get("/responses/" + path).then().statusCode(200).body(equalTo(text));
    }

    @Test
    void aResponseIsPassedOn() {
        when().get("/responses/passed-on/409").then().statusCode(409).contentType("application/json")
                .body(equalTo("{\"reason\":\"sold\"}"));
        when().get("/responses/passed-on/204").then().statusCode(204);
    }
}
