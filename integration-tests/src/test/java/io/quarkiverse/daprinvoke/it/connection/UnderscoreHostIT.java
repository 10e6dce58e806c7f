package io.quarkiverse.daprinvoke.it.connection;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.DisabledOnIntegrationTest;
import io.quarkus.test.junit.DisabledOnIntegrationTest.ArtifactType;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.vertx.core.net.SocketAddress;

/**
 * A sidecar may have a name with underscores, as the containers of Docker Compose do. Only a JVM that starts for the test can
 * be
 * given such a name.
 */
@QuarkusIntegrationTest
@WithTestResource(UnderscoreHostIT.Sidecar.class)
@DisabledOnIntegrationTest(forArtifactTypes = ArtifactType.NATIVE_BINARY)
class UnderscoreHostIT {

    public static class Sidecar extends ReportingSidecar {

        @Override
        SocketAddress address() {
            return SocketAddress.inetSocketAddress(0, "127.0.0.1");
        }

        @Override
        Map<String, String> config(int port) {
            try {
                Path hosts = Files.writeString(Path.of("target", "hosts").toAbsolutePath(),
                        "127.0.0.1 my_side\n127.0.0.1 localhost\n");
                return Map.of("quarkus.dapr-invoke.endpoint", "http://my_side:" + port, "jdk.net.hosts.file",
                        hosts.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void isConnectedToAndNamedInTheHostHeader() {
        when().get("/connection").then().statusCode(200).body("host", startsWith("my_side:"))
                .body("body", equalTo("hello"));
    }
}
