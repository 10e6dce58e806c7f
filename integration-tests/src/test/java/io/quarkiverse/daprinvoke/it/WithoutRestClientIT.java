package io.quarkiverse.daprinvoke.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An application without REST Client does nothing for interfaces: nothing is generated for them, and none of their classes is
 * loaded.
 */
class WithoutRestClientIT {

    private static final Path GENERATED = Path.of("target", "quarkus-app", "quarkus", "generated-bytecode.jar");

    /** REST Client, and what this extension has for it. */
    private static final String OF_INTERFACES = "(org/eclipse/microprofile/rest/client|org/jboss/resteasy/reactive/client"
            + "|io/quarkus/rest/client|io/quarkiverse/daprinvoke/(DaprService|\\w+/restclient)"
            + "|io/quarkus/deployment/steps/DaprService).*";

    @BeforeEach
    void onlyWithJars() {
        assumeFalse(Files.exists(Path.of(System.getProperty("native.image.path"))),
                "this build made a native executable, which loads no jars");
    }

    @Test
    void nothingIsGenerated() throws Exception {
        try (JarFile generated = new JarFile(GENERATED.toFile())) {
            assertThat(generated.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("io/quarkiverse/daprinvoke/runtime/Emitters_"))
                    .noneMatch(name -> name.matches(OF_INTERFACES));
        }
    }

    @Test
    void nothingIsLoadedForAStartAndACall() throws Exception {
        Path log = Path.of("target", "loaded-classes.log");
        // Nothing listens there
        Process application = PackagedApplication.start(Map.of("DAPR_HTTP_PORT", "1"),
                List.of("-Xlog:class+load:file=" + log));
        try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
            HttpRequest call = HttpRequest.newBuilder(URI.create(PackagedApplication.address(output) + "/checkout/stock/tea"))
                    .header("Content-Type", "application/json").PUT(BodyPublishers.ofString("{\"quantity\":7}")).build();
            assertThat(HttpClient.newHttpClient().send(call, BodyHandlers.discarding()).statusCode()).isEqualTo(503);
            application.destroy();
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            application.destroyForcibly();
        }

        try (Stream<String> lines = Files.lines(log)) {
            assertThat(lines.map(WithoutRestClientIT::loaded))
                    .contains("io/quarkiverse/daprinvoke/SidecarUnavailableException")
                    .noneMatch(name -> name.matches(OF_INTERFACES));
        }
    }

    /** From {@code [0.123s][info][class,load] org.acme.Orders source: file:/orders.jar}. */
    private static String loaded(String line) {
        return line.replaceFirst("^\\S+ (\\S+).*", "$1").replace('.', '/');
    }
}
