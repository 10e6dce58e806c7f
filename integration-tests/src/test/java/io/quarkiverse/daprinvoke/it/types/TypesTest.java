package io.quarkiverse.daprinvoke.it.types;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;

@QuarkusTest
class TypesTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            class               | Ada the engineer with [a cat]
            list                | milk
            map                 | Line[item=tea, quantity=2]
            array               | [Line[item=tea, quantity=2]]
            generic             | 200 2
            polymorphic         | Circle[centre=Point[x=1, y=2], radius=0.5]
            reply-only          | Ticket[number=t-1, seat=Seat[row=7, place=C], day=2026-11-23]
            object              | {"about":"the tea","angriness":3}
            json-object         | {"at":"1970-01-01T00:00:00Z","list":[1]}
            json-array          | ["a",null]
            text                | grüner Tee, 緑茶
            bytes               | [0, -1, 127]
            buffer              | buffered
            """)
    void comeBackAsTheyWereSent(String type, String expected) {
        when().get("/types/" + type).then().statusCode(200).body(equalTo(expected));
    }

    @Test
    void recordsComeBackWithDatesEnumsAndNumbers() {
        when().get("/types/record").then().statusCode(200).body(equalTo(
                "Parcel[id=5c2fb4b6-1f1c-4b5e-8d0e-0d7a8b9c1a2b, size=LARGE, priority=URGENT, day=2026-11-23, "
                        + "posted=2026-11-23T10:15:30Z, due=2026-11-24T12:00Z, grace=PT1H30M, weight=12.50, "
                        + "note=Optional[fragile], to=Address[street=Main Street, city=Leeds], "
                        + "via=[Address[street=Dock 1, city=Hull]]]"));
    }

    @Test
    void recordsAreJsonOnTheWire() {
        String json = when().get("/types/record-on-the-wire").then().statusCode(200).extract().asString();

        assertThat(JsonPath.from(json).getMap("")).containsEntry("size", "very large").containsEntry("priority", 1)
                .containsEntry("day", "2026-11-23").containsEntry("note", "fragile");
    }

    @Test
    void subtypesAreFoundWithinOtherTypes() {
        when().get("/types/polymorphic-within").then().statusCode(200).body(equalTo(
                "Drawing[layers={back=[Box[from=Point[x=0, y=0], to=Point[x=3, y=4]], "
                        + "Circle[centre=Point[x=1, y=2], radius=0.5]]}]"));
    }

    @Test
    void implementationsInAListAreWrittenWhole() {
        when().get("/types/implementations").then().statusCode(200).body(equalTo(
                "[{\"name\":\"daily\",\"cause\":{\"text\":\"a timer\"}},{\"name\":\"daily\",\"status\":0}]"));
    }

    @Test
    void implementationsOfAGenericTypeAreWrittenWholeAndWithTheTypesOfWhatTheyHold() {
        when().get("/types/implementations-of-generic").then().statusCode(200).body(equalTo(
                "[{\"state\":\"ok\",\"value\":{\"kind\":\"circle\",\"centre\":{\"x\":1,\"y\":2},\"radius\":0.5}},"
                        + "{\"state\":\"failed\",\"reasons\":[{\"item\":\"tea\"}]}]"));
    }
}
