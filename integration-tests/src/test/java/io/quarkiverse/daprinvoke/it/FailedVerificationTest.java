package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * A failed verification prints what was received instead.
 */
@QuarkusTest
class FailedVerificationTest {

    private static final Order ORDER = new Order("o-1", "tea", 2);
    private static final String RECEIVED = """

            The sidecar received:
              1. POST orders create, answered with 201""";

    @InjectDaprSidecar
    DaprSidecar sidecar;

    private void checkout() {
        sidecar.on("orders", "create").reply(201, "{}");
        given().contentType("application/json").header("x-tenant", "acme").body(ORDER)
                .when().post("/checkout/for-tenant").then().statusCode(201);
    }

    private static void assertFails(String message, Executable verification) {
        assertEquals(message, assertThrows(AssertionError.class, verification).getMessage());
    }

    @Test
    void withoutAnyCall() {
        assertFails("orders/create should have been called once, but was called never.\nThe sidecar received no call.",
                () -> sidecar.verify("orders", "create").once());
        assertFails("orders/create should have been called at least once, but was called never.\nThe sidecar received no call.",
                () -> sidecar.verify("orders", "create").within(Duration.ofMillis(100)).atLeastOnce());
    }

    @Test
    void withAnotherNumberOfCalls() {
        checkout();
        assertFails("orders/create should have been called never, but was called once." + RECEIVED,
                () -> sidecar.verify("orders", "create").never());
        checkout();
        assertFails("orders/create should have been called once, but was called 2 times." + RECEIVED
                + "\n  2. POST orders create, answered with 201", () -> sidecar.verify("orders", "create").once());
    }

    @Test
    void withCallsThatAreNotTheMeantOnes() {
        checkout();
        String message = assertThrows(AssertionError.class,
                () -> sidecar.verify("orders", "create").whereHeader("x-tenant", "emca").times(3))
                .getMessage();
        assertTrue(message.startsWith(
                "orders/create should have been called 3 times by a matching call, but was called never." + RECEIVED
                        + "\n     "),
                message);
        assertTrue(message.contains("\n     header x-tenant: \"acme\"\n"), message);
        assertTrue(message.endsWith("\n     body: \"{\\\"id\\\":\\\"o-1\\\",\\\"item\\\":\\\"tea\\\",\\\"quantity\\\":2}\""),
                message);
    }

    @Test
    void withCallsToSomethingElse() {
        checkout();
        assertFails("orders/creat should have been called once, but was called never." + RECEIVED
                + "\nCall 1 is the closest match, but has another method.", () -> sidecar.verify("orders", "creat").once());
        assertFails("order/create should have been called once, but was called never." + RECEIVED
                + "\nCall 1 is the closest match, but has another app ID.", () -> sidecar.verify("order", "create").once());
        assertFails("order/creat should have been called once, but was called never." + RECEIVED,
                () -> sidecar.verify("order", "creat").once());
    }

    @Test
    void withAnotherVerbQueryOrHeader() {
        checkout();
        assertDiffers("the verb is POST, not PUT", () -> sidecar.verify("orders", "create").once().withVerb("put"));
        assertDiffers("the query is none, not \"x=1\"", () -> sidecar.verify("orders", "create").once().withQuery("x=1"));
        assertDiffers("the header X-Tenant is \"acme\", not \"emca\"",
                () -> sidecar.verify("orders", "create").once().withHeader("X-Tenant", "emca"));
        assertDiffers("there is no header x-other",
                () -> sidecar.verify("orders", "create").once().withHeader("x-other", "emca"));
    }

    @Test
    void withAnotherBody() {
        checkout();
        assertDiffers("the JSON body differs at /quantity: it is 2, not 3",
                () -> sidecar.verify("orders", "create").once().withJson(new Order("o-1", "tea", 3)));
        assertDiffers("the JSON body differs at /colour: it is missing, but should be [\"green\"]",
                () -> sidecar.verify("orders", "create").once()
                        .withJson("{\"quantity\":2,\"item\":\"tea\",\"id\":\"o-1\",\"colour\":[\"green\"]}"));
        assertDiffers("the JSON body differs at /quantity: it is 2, but should be missing",
                () -> sidecar.verify("orders", "create").once().withJson("{\"item\":\"tea\",\"id\":\"o-1\"}"));
        assertDiffers("the JSON body differs at its root: it is {\"id\":\"o-1\",\"item\":\"tea\",\"quantity\":2}, not [1,2]",
                () -> sidecar.verify("orders", "create").once().withJson("[1,2]"));
        assertDiffers("the body is \"{\\\"id\\\":\\\"o-1\\\",\\\"item\\\":\\\"tea\\\",\\\"quantity\\\":2}\", not \"{}\"",
                () -> sidecar.verify("orders", "create").once().withText("{}"));
        assertDiffers("the body of 38 bytes, not 2, differs from byte 1 on",
                () -> sidecar.verify("orders", "create").once().withBody(new byte[] { '{', '}' }));
    }

    private static void assertDiffers(String difference, Executable verification) {
        assertFails("Call 1 does not match: " + difference + "." + RECEIVED, verification);
    }

    @Test
    void withABodyThatIsNoJson() {
        sidecar.on("shop", "note").reply(204);
        given().contentType("text/plain").body("a\nb").when().post("/invoke/shop/note").then().statusCode(204);

        assertFails("Call 1 does not match: the body is not JSON: \"a\\nb\".\n"
                + "The sidecar received:\n  1. POST shop note, answered with 204",
                () -> sidecar.verify("shop", "note").once().withJson("{}"));
        assertEquals("The expected text is not JSON", assertThrows(IllegalArgumentException.class,
                () -> sidecar.verify("shop", "note").once().withJson("{")).getMessage());
    }
}
