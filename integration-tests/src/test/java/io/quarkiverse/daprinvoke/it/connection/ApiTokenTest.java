package io.quarkiverse.daprinvoke.it.connection;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.SocketAddress;

@QuarkusTest
@WithTestResource(ApiTokenTest.Sidecar.class)
class ApiTokenTest {

    public static class Sidecar extends ReportingSidecar {

        @Override
        SocketAddress address() {
            return SocketAddress.inetSocketAddress(0, "127.0.0.1");
        }

        @Override
        Map<String, String> config(int port) {
            // As the variable DAPR_API_TOKEN that a sidecar injector sets
            return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + port, "dapr.api.token", "a token");
        }
    }

    @Test
    void goesToTheSidecar() {
        when().get("/connection").then().statusCode(200).body("token", equalTo("a token"))
                .body("version", equalTo("HTTP_1_1"));
    }
}
