package io.quarkiverse.daprinvoke.it.headers;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.mockito.Mockito.mock;

import java.util.List;

import jakarta.enterprise.util.TypeLiteral;
import jakarta.ws.rs.HttpMethod;

import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;

/**
 * A literal names the emitter that a mock replaces.
 */
@QuarkusTest
class MockedByLiteralTest {

    @Test
    void theApplicationUsesTheMock() {
        RequestEmitter<Void, List<String>> mock = mock();
        Mockito.when(mock.request()).thenReturn(Uni.createFrom().item(List.of("mocked")));
        QuarkusMock.installMockForType(mock, new TypeLiteral<RequestEmitter<Void, List<String>>>() {
        }, DaprInvoke.Literal.builder().name("tenants").appId("orders").methodName("tenants/received").httpVerb(HttpMethod.GET)
                .build());

        when().get("/tenants/injected/ada").then().statusCode(200).body("", contains("mocked"));
    }
}
