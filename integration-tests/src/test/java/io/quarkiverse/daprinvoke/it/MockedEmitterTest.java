package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.InjectMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

@QuarkusTest
class MockedEmitterTest {

    @InjectMock
    @DaprInvoke(appId = "orders", methodName = "create")
    RequestEmitter<Order, Receipt> create;

    @Test
    void theApplicationUsesTheMock() {
        Order order = new Order("o-9", "tea", 1);
        when(create.request(order)).thenReturn(Uni.createFrom().item(new Receipt("o-9", "mocked")));

        given().contentType("application/json").body(order).when().post("/checkout").then().statusCode(200)
                .body("text", equalTo("mocked"));
        verify(create).request(order);
    }
}
