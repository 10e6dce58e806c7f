package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.quarkiverse.daprinvoke.test.DaprResponse;
import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.DaprStub;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkiverse.daprinvoke.test.ReceivedCall;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;

/**
 * The responses of a stub, and the calls that it matches.
 */
@QuarkusTest
class StubbedRepliesTest {

    private static final Order ORDER = new Order("o-1", "tea", 2);

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private static ValidatableResponse checkout() {
        return given().contentType("application/json").header("x-tenant", "acme").body(ORDER)
                .when().post("/checkout/for-tenant").then();
    }

    private static ValidatableResponse invoke(String appId, String method) {
        return given().contentType("text/plain;charset=UTF-8").body("caf\u00e9").when().post("/invoke/" + appId + "/" + method)
                .then();
    }

    @Test
    void jsonIsWrittenFromAnyValue() {
        List.of(new Receipt("r", "x"), Map.of("orderId", "r", "text", "x"), "{\"text\":\"x\",\"orderId\":\"r\"}")
                .forEach(body -> {
                    sidecar.on("orders", "create").reply(body);
                    checkout().statusCode(200).body("orderId", equalTo("r")).body("text", equalTo("x"));
                });
    }

    @Test
    void textAndBytesAreAnsweredAsTheyAre() {
        sidecar.on("orders", "create").replyText(200, "{\"text\":\"caf\u00e9\"}");
        checkout().statusCode(200).body("text", equalTo("caf\u00e9"));

        sidecar.on("orders", "create").replyBytes(200, "{\"text\":\"tea\"}".getBytes(StandardCharsets.UTF_8));
        checkout().statusCode(200).body("text", equalTo("tea"));
    }

    @Test
    void statusAndHeadersAreAnswered() {
        sidecar.on("orders", "create").reply(202, new Receipt("r", "x")).header("X-Served-For", "emca");

        checkout().statusCode(202).header("x-served-for", "emca");
        assertEquals(202, sidecar.calls("orders", "create").get(0).status());
    }

    @Test
    void repliesComeInTheirOrderAndTheLastOneRepeats() {
        sidecar.on("orders", "create").reply(200, new Receipt("1", "x")).then().reply(201, new Receipt("2", "x"));

        checkout().statusCode(200).body("orderId", equalTo("1"));
        checkout().statusCode(201).body("orderId", equalTo("2"));
        checkout().statusCode(201).body("orderId", equalTo("2"));
        sidecar.verify("orders", "create").times(3).withJson(ORDER);
    }

    @Test
    void aReplyThatIsRefinedOrFollowedByOthersIsNotGivenAgain() {
        DaprResponse second = sidecar.on("orders", "create").reply(new Receipt("1", "x")).then().reply(new Receipt("2", "x"));
        checkout().body("orderId", equalTo("1"));
        second.header("X-Served-For", "emca").delay(Duration.ofMillis(1));
        for (int i = 0; i < 3; i++) {
            checkout().body("orderId", equalTo("2")).header("X-Served-For", equalTo("emca"));
        }

        second.then().reply(new Receipt("3", "x")).then().reply(new Receipt("4", "x"));
        checkout().body("orderId", equalTo("3"));
        checkout().body("orderId", equalTo("4"));
    }

    @Test
    void aDelayedReplyKeepsTheCallerWaiting() {
        sidecar.on("orders", "create").reply(new Receipt("r", "x")).delay(Duration.ofMillis(300));

        long start = System.nanoTime();
        checkout().statusCode(200);
        assertTrue(System.nanoTime() - start >= Duration.ofMillis(300).toNanos());
    }

    @Test
    void theLatestOfTheStubsThatMatchAnswers() {
        sidecar.on("orders", "create").reply(new Receipt("default", "x"));
        sidecar.on("orders", "create").whereHeader("X-Tenant", "emca").reply(new Receipt("emca", "x"));
        sidecar.on("orders", "create").whereVerb("put").reply(new Receipt("put", "x"));
        checkout().body("orderId", equalTo("default"));

        sidecar.on("orders", "/create").whereVerb("post").whereHeader("X-Tenant", "acme").reply(new Receipt("acme", "x"));
        checkout().body("orderId", equalTo("acme"));
    }

    @Test
    void whatNoStubMatchesGoesWhereItWentAndIsRecorded() {
        when().delete("/all").then().statusCode(204);
        sidecar.on("orders", "other").reply(500);
        sidecar.on("other", "note").reply(500);

        invoke("orders", "note").statusCode(204);

        when().get("/notes").then().body("$", contains("caf\u00e9"));
        sidecar.verify("orders", "note").once().withText("caf\u00e9").withVerb("post").withQuery(null)
                .withBody("caf\u00e9".getBytes(StandardCharsets.UTF_8)).withHeader("content-type", "text/plain");
        assertEquals(204, sidecar.calls("orders", "note").get(0).status());
    }

    @Test
    void anApplicationThatNobodyKnowsIsRecordedToo() {
        invoke("nobody", "note").statusCode(502);

        sidecar.verify("nobody", "note").once().withText("caf\u00e9");
        assertEquals(500, sidecar.calls("nobody", "note").get(0).status());
    }

    @Test
    void callsAreHandedOut() {
        sidecar.on("shop", "greet").reply(204);
        invoke("shop", "greet").statusCode(204);

        ReceivedCall call = sidecar.calls("shop", "greet").get(0);
        assertEquals("POST shop greet, answered with 204", call.toString());
        assertEquals("POST", call.verb());
        assertEquals("shop", call.appId());
        assertEquals("greet", call.method());
        assertNull(call.query());
        assertEquals(List.of("text/plain"), call.headers("Content-Type"));
        assertNull(call.header("x-none"));
        assertEquals("caf\u00e9", call.text());
        assertArrayEquals("caf\u00e9".getBytes(StandardCharsets.UTF_8), call.body());
        assertEquals("The body of the call cannot be read as JSON of this type",
                assertThrows(IllegalStateException.class, () -> call.json(Order.class)).getMessage());
        assertEquals(List.of(), sidecar.calls("shop", "other"));
    }

    @Test
    void whatCannotBeAnsweredIsRefused() {
        DaprStub stub = sidecar.on("orders", "create");
        assertRefused("The status of a response must be from 200 to 599", () -> stub.reply(199));
        assertRefused("The status of a response must be from 200 to 599", () -> stub.cutShort(600, "{}"));
        assertRefused("A response with status 204 or 304 must not have a body", () -> stub.replyText(204, "x"));
        assertRefused(
                "The method must not have a query: pass the path only, and match calls by their query with whereQuery(..), or "
                        + "check it with withQuery(..)",
                () -> sidecar.on("orders", "create?x"));
        assertRefused("The value cannot be written as JSON", () -> stub.reply(new Object()));

        assertRefused("An empty body cannot be cut short", () -> stub.cutShort(200, ""));
        assertRefused("Calls cannot be matched by dapr-api-token, because it is not recorded",
                () -> sidecar.on("orders", "create").whereHeader("Dapr-API-Token", "x"));
        for (Executable answer : List.<Executable> of(() -> stub.reply(200, null), () -> stub.reply(null),
                () -> stub.cutShort(200, null))) {
            assertEquals(
                    "The value of a response must not be null: use a status only for no body, and the text \"null\" for the"
                            + " null of JSON",
                    assertThrows(NullPointerException.class, answer).getMessage());
        }

        DaprResponse reply = stub.reply(200);
        assertRefused("A delay must not be negative", () -> reply.delay(Duration.ofMillis(-1)));
        assertRefused("The sidecar sets content-length, transfer-encoding and connection itself",
                () -> reply.header("Content-Length", "1"));
        assertThrows(IllegalArgumentException.class, () -> reply.header("x", "a\r\nb"));
        assertThrows(IllegalArgumentException.class, () -> reply.header("x y", "a"));
        assertEquals("A call without a response cannot have response headers",
                assertThrows(IllegalStateException.class, () -> reply.then().reset().header("x", "y")).getMessage());
        assertEquals("Set the criteria of the stub before its first response",
                assertThrows(IllegalStateException.class, () -> reply.then().whereVerb("get")).getMessage());
    }

    private static void assertRefused(String message, Runnable action) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, action::run).getMessage());
    }
}
