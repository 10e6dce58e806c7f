package io.quarkiverse.daprinvoke.it.streams;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class StreamsTest {

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 4000 })
    void arriveWholeInBothDirections(int chunks) {
        String outcome = given().queryParam("chunks", chunks).when().get("/streams").then().statusCode(200).extract()
                .asString();

        String[] sentAndReceived = outcome.split(" ");
        assertThat(sentAndReceived[0]).startsWith(chunks * 1024 + "/").isEqualTo(sentAndReceived[1]);
    }
}
