package io.quarkiverse.daprinvoke.it.connection;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.SocketAddress;

@QuarkusTest
@WithTestResource(TlsTest.Sidecar.class)
class TlsTest {

    public static class Sidecar extends ReportingSidecar {

        private static final String PASSWORD = "changeit";

        private Path keyStore;

        @Override
        HttpServerOptions serverOptions() throws Exception {
            keyStore = Files.createTempDirectory("tls-test").resolve("sidecar.p12");
            // The JDK has no public way to make a certificate, but its tool does
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "sidecar", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "SAN=dns:localhost",
                    "-storetype", "PKCS12", "-keystore", keyStore.toString(), "-storepass", PASSWORD).redirectErrorStream(true)
                    .start();
            String output = new String(keytool.getInputStream().readAllBytes());
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            return new HttpServerOptions().setSsl(true)
                    .setKeyCertOptions(new PfxOptions().setPath(keyStore.toString()).setPassword(PASSWORD));
        }

        @Override
        SocketAddress address() {
            return SocketAddress.inetSocketAddress(0, "localhost");
        }

        @Override
        Map<String, String> config(int port) {
            return Map.of("quarkus.dapr-invoke.endpoint", "https://localhost:" + port,
                    "quarkus.dapr-invoke.tls-configuration-name", "sidecar",
                    "quarkus.tls.sidecar.trust-store.p12.path", keyStore.toString(),
                    "quarkus.tls.sidecar.trust-store.p12.password", PASSWORD);
        }
    }

    @Test
    void protectsTheCall() {
        when().get("/connection").then().statusCode(200).body("tls", is(true)).body("body", equalTo("hello"));
    }
}
