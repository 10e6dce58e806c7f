package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Nothing of a test remains in the next one, in any order.
 */
@QuarkusTest
class SidecarIsolationTest {

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @BeforeEach
    void anyTestHasTheStubsThatAreMadeBefore(@InjectDaprSidecar DaprSidecar sidecar) {
        sidecar.on("orders", "create").reply(new Receipt("before", "x"));
    }

    @AfterEach
    void callsAreKnownAfterwards(@InjectDaprSidecar DaprSidecar sidecar) {
        sidecar.verify("orders", "create").once();
    }

    @Test
    void oneTestMakesAStub() {
        leaveAStubAndACall();
    }

    @Test
    void anotherTestMakesOneToo() {
        leaveAStubAndACall();
    }

    @Test
    void aTestThatMakesNoneSeesThatOfTheBeginning() {
        checkout("before");
    }

    @Test
    void aParameterIsTheSameSidecar(@InjectDaprSidecar DaprSidecar parameter) {
        assertSame(sidecar, parameter);
        checkout("before");
    }

    @Nested
    class InANestedClass {

        @InjectDaprSidecar
        DaprSidecar own;

        @Test
        void oneTestMakesAStub() {
            leaveAStubAndACall();
        }

        @Test
        void anotherTestMakesOneToo() {
            leaveAStubAndACall();
        }

        @Test
        void aTestThatMakesNoneSeesThatOfTheBeginning() {
            checkout("before");
            assertSame(sidecar, own);
            assertEquals(1, own.calls("orders", "create").size());
        }
    }

    private void leaveAStubAndACall() {
        assertEquals(List.of(), sidecar.calls("orders", "create"));
        sidecar.on("orders", "create").reply(new Receipt("left", "x"));
        checkout("left");
    }

    private static void checkout(String receipt) {
        given().contentType("application/json").body(new Order("o-1", "tea", 2)).when().post("/checkout").then().statusCode(200)
                .body("orderId", equalTo(receipt));
    }
}
