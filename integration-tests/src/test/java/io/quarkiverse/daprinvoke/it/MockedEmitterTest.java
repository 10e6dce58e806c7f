package io.quarkiverse.daprinvoke.it;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.InjectMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;

@QuarkusTest
class MockedEmitterTest {

    @InjectMock
    @DaprInvoke(appId = "${orders.app-id}", methodName = "create")
    RequestEmitter<Order, InvokeResponse<Receipt>> createWithStatus;

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

    @Test
    void aMockRecognizesParameters() {
        Order order = new Order("o-9", "tea", 1);
        when(createWithStatus.request(InvokeMethodParameters.of(order).header("X-Tenant", "acme"))).thenReturn(Uni.createFrom()
                .item(new InvokeResponse<>(202, MultiMap.caseInsensitiveMultiMap().add("x-served-for", "acme"),
                        new Receipt("o-9", "mocked"))));

        given().contentType("application/json").header("x-tenant", "acme").body(order).when().post("/checkout/for-tenant")
                .then()
                .statusCode(202).header("x-served-for", "acme").body("text", equalTo("mocked"));
        verify(createWithStatus).request(InvokeMethodParameters.of(order).header("x-tenant", "acme"));
    }
}
