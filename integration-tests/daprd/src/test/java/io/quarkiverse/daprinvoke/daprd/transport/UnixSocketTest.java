package io.quarkiverse.daprinvoke.daprd.transport;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * Calls over HTTP/1.1 over a Unix domain socket.
 */
@QuarkusTest
@TestProfile(UnixSocketTest.Profile.class)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the native transport of other platforms is not on the class path")
class UnixSocketTest extends TransportCases {

    private static final String FOLDER = "test.socket-folder";

    /** Of other tests. With one that goes through the sidecar the application would not start, and with a URL none does. */
    private static final List<String> INTERFACES = List.of("InterfaceTest$Orders", "InterfaceTest$Nobody",
            "naughty.NaughtyInterfaceTest$Texts");

    @RegisterExtension
    static final Topology DAPR = new Topology()
            .caller(daprd -> daprd.unixSocket(Path.of(ConfigProvider.getConfig().getValue(FOLDER, String.class))));

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                // The path of a socket is a short one
                Path folder = Files.createTempDirectory("dapr");
                folder.toFile().deleteOnExit();
                Map<String, String> overrides = new HashMap<>(Map.of(FOLDER, folder.toString(),
                        "quarkus.vertx.prefer-native-transport", "true", "quarkus.dapr-invoke.endpoint",
                        "unix:" + folder.resolve("dapr-caller-http.socket")));
                INTERFACES.forEach(name -> overrides
                        .put("quarkus.rest-client.\"io.quarkiverse.daprinvoke.daprd." + name + "\".url", "http://127.0.0.1:1"));
                return overrides;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void aKilledSidecarStartsAgainOnlyWithoutItsOldSockets() {
        DAPR.callerSidecar().kill();

        assertThatIllegalStateException().isThrownBy(() -> DAPR.callerSidecar().start())
                .withStackTraceContaining("bind: address already in use");

        DAPR.callerSidecar().removeSockets();
        DAPR.callerSidecar().start();
    }

    @Override
    Topology dapr() {
        return DAPR;
    }
}
