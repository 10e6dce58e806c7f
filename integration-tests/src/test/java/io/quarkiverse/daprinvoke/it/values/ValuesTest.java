package io.quarkiverse.daprinvoke.it.values;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class ValuesTest {

    private static final String ROW = "{\"number\":1,\"day\":\"2026-11-29\",\"cells\":[{\"text\":\"a\"}]}";
    private static final String OTHER_ROW = "{\"number\":2,\"day\":null,\"cells\":[]}";
    private static final String SALE = "{\"item\":\"tea\",\"price\":{\"amount\":2,\"currency\":\"EUR\"}}";
    private static final String OTHER_SALE = "{\"item\":\"milk\",\"price\":null}";

    static Stream<Arguments> replies() {
        return Stream.of(arguments("application/x-ndjson", ROW + "\n" + OTHER_ROW + "\n"),
                arguments("application/json", "[" + ROW + "," + OTHER_ROW + "]"),
                arguments("application/json-seq", "\u001E" + ROW + "\n\u001E" + OTHER_ROW + "\n"),
                arguments("text/event-stream", "data: " + ROW + "\n\ndata: " + OTHER_ROW + "\n\n"));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void valuesOfAReplyAreRead(String contentType, String body) {
        given().queryParam("contentType", contentType).queryParam("body", body).when().get("/values/reply").then()
                .statusCode(200).body(equalTo("Row[number=1, day=2026-11-29, cells=[Cell[text=a]]]; "
                        + "Row[number=2, day=null, cells=[]]"));
    }

    @Test
    void eventsAreRead() {
        when().get("/values/events").then().statusCode(200).body(equalTo(
                "7 added News[title=Tea, author=Author[name=Ada]] PT0.02S; 7 message null null"));
    }

    static Stream<Arguments> payloads() {
        return Stream.of(arguments("application/x-ndjson", SALE + "\n" + OTHER_SALE + "\n"),
                arguments("application/json", "[" + SALE + "," + OTHER_SALE + "]"),
                arguments("application/json-seq", "\u001E" + SALE + "\n\u001E" + OTHER_SALE + "\n"));
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void valuesOfAPayloadAreWritten(String contentType, String body) {
        given().queryParam("contentType", contentType).when().get("/values/payload").then().statusCode(200)
                .body(equalTo(body));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            form      | a&b [x, 1]
            multi-map | ü= [x, y z]
            multipart | Q3 ü, report q3.csv text/csv a,b, logo lo%22go text/plain logo, log a.log text/plain one two
            file      | what it holds
            """)
    void formsAndFilesAreSentAndReceived(String kind, String expected) {
        when().get("/values/" + kind).then().statusCode(200).body(equalTo(expected));
    }
}
