package io.quarkiverse.daprinvoke.it.connection;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.net.SocketAddress;

@QuarkusTest
@WithTestResource(UnixSocketTest.Sidecar.class)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "The build has the native transport of Linux on x86-64 only")
class UnixSocketTest {

    public static class Sidecar extends ReportingSidecar {

        private final Path socket = socket();

        private static Path socket() {
            try {
                // Paths of sockets are short, so it is not in the target folder
                return Files.createTempDirectory("dapr").resolve("s");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        SocketAddress address() {
            return SocketAddress.domainSocketAddress(socket.toString());
        }

        @Override
        Map<String, String> config(int port) {
            return Map.of("quarkus.dapr-invoke.endpoint", "unix:" + socket, "quarkus.vertx.prefer-native-transport", "true");
        }
    }

    @Test
    void leadsToTheSidecar() {
        when().get("/connection").then().statusCode(200).body("unixSocket", is(true)).body("body", equalTo("hello"));
    }
}
