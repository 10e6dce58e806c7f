package io.quarkiverse.daprinvoke.it.connection;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.SocketAddress;

@QuarkusTest
@WithTestResource(Http2Test.Sidecar.class)
class Http2Test {

    public static class Sidecar extends ReportingSidecar {

        @Override
        SocketAddress address() {
            return SocketAddress.inetSocketAddress(0, "127.0.0.1");
        }

        @Override
        Map<String, String> config(int port) {
            return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + port,
                    "quarkus.dapr-invoke.http-version", "2");
        }
    }

    @Test
    void isSpokenToTheSidecar() {
        when().get("/connection").then().statusCode(200).body("version", equalTo("HTTP_2"))
                .body("path", equalTo("/v1.0/invoke/reporter/method/arrival")).body("body", equalTo("hello"));
    }
}
