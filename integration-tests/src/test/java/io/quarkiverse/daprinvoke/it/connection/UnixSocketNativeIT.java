package io.quarkiverse.daprinvoke.it.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/**
 * Quarkus 3 has no native transports in native executables, so these do not start instead of failing each call.
 */
class UnixSocketNativeIT {

    @Test
    void isRefusedAtTheStart() throws Exception {
        Process process = new ProcessBuilder(System.getProperty("native.image.path"), "-Dquarkus.http.port=0",
                "-Dquarkus.vertx.prefer-native-transport=true", "-Dquarkus.dapr-invoke.endpoint=unix:/run/dapr/s")
                .redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("The Dapr sidecar at unix:/run/dapr/s listens on a Unix domain socket, which a native executable"
                            + " of Quarkus 3 cannot connect to")
                    .doesNotContain("started in");
        } finally {
            process.destroyForcibly();
        }
    }
}
