package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdProcess;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;

/**
 * How the mode {@code process} starts a program and ends it, and what it says if that fails.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class DaprdProcessTest {

    private static final long MAX_BODY = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void daprdIsAloneAndTakesNothingFromElsewhere() throws IOException {
        try (DaprdProcess daprd = new DaprdProcess(FakeDaprd.make(folder), apps(Map.of(), 8081), MAX_BODY, LIMIT)) {
            daprd.start();
            List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
            assertThat(arguments).filteredOn(argument -> !argument.contains("port="))
                    .containsExactlyInAnyOrder("--mode=standalone", "--enable-mtls=false", "--app-id=shop",
                            "--max-body-size=1048576",
                            "--app-protocol=http", "--app-channel-address=127.0.0.1", "--dapr-listen-addresses=127.0.0.1",
                            "--dapr-internal-grpc-listen-address=127.0.0.1", "--metrics-listen-address=127.0.0.1");
            assertThat(arguments).filteredOn(argument -> argument.contains("port=")).hasSize(5).doesNotHaveDuplicates()
                    .contains("--app-port=8081")
                    .anyMatch(argument -> argument.matches("--dapr-grpc-port=\\d{5}"))
                    .anyMatch(argument -> argument.matches("--dapr-internal-grpc-port=\\d{5}"))
                    .anyMatch(argument -> argument.matches("--metrics-port=\\d{5}"))
                    .anyMatch(argument -> daprd.getConnectionInfo()
                            .equals(argument.replace("--dapr-http-port=", "http://127.0.0.1:")));
            assertThat(Files.readAllLines(folder.resolve("environment"))).contains("DAPR_HOST_IP=127.0.0.1",
                    "NAMESPACE=default");
        }
    }

    @Test
    void variablesOfTheApplicationAreNotHandedOver() {
        Map<String, String> environment = new HashMap<>(Map.of("DAPR_API_TOKEN", "secret", "DAPR_HTTP_PORT", "3500",
                "APP_API_TOKEN", "secret", "HOME", "/home/user", "NAMESPACE", "production"));
        DaprdProcess.prepare(environment);
        assertThat(environment).containsExactlyInAnyOrderEntriesOf(
                Map.of("HOME", "/home/user", "NAMESPACE", "default", "DAPR_HOST_IP", "127.0.0.1"));
    }

    @Test
    void configuredApplicationIsAResource() throws IOException {
        try (DaprdProcess daprd = new DaprdProcess(FakeDaprd.make(folder),
                apps(Map.of("a\"b", "https://localhost:8090/base/"), 0), MAX_BODY, LIMIT)) {
            daprd.start();
            assertThat(Files.readAllLines(folder.resolve("resource"))).containsExactly("apiVersion: dapr.io/v1alpha1",
                    "kind: HTTPEndpoint", "metadata:", "  name: \"a\\\"b\"", "spec:",
                    "  baseUrl: \"https://127.0.0.1:8090/base\"");
            List<String> arguments = Files.readAllLines(folder.resolve("arguments"));
            assertThat(arguments).noneMatch(argument -> argument.startsWith("--app-port"));
            Path resources = Path.of(arguments.stream().filter(argument -> argument.startsWith("--resources-path="))
                    .findFirst().orElseThrow().split("=")[1]);
            assertThat(resources).isNotEmptyDirectory();
            daprd.close();
            assertThat(resources).doesNotExist();
        }
    }

    @Test
    void endsWhenItIsClosed() throws IOException {
        try (DaprdProcess daprd = new DaprdProcess(FakeDaprd.make(folder), apps(Map.of(), 0), MAX_BODY, LIMIT)) {
            daprd.start();
            ProcessHandle process = running();
            daprd.close();
            assertThat(process.isAlive()).isFalse();
        }
    }

    @Test
    void endsWithTheProcessThatHasStartedIt() throws IOException, InterruptedException {
        Path program = FakeDaprd.make(folder);
        Process quarkus = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), DaprdProcessTest.class.getName(), program.toString()).inheritIO()
                .start();
        try {
            await().atMost(LIMIT).until(() -> Files.exists(folder.resolve("pid")));
            ProcessHandle daprd = running();
            quarkus.destroyForcibly().waitFor();
            await().atMost(LIMIT).until(() -> !daprd.isAlive());
        } finally {
            quarkus.destroyForcibly();
        }
    }

    /** Starts a program and stays. */
    public static void main(String[] arguments) throws InterruptedException {
        new DaprdProcess(Path.of(arguments[0]), apps(Map.of(), 0), MAX_BODY, LIMIT).start();
        new CountDownLatch(1).await();
    }

    @Test
    void endBeforeItIsReadyIsAnErrorWithTheEndOfItsLog() throws IOException {
        Path program = FakeDaprd.script(folder, "seq 100; echo no such flag >&2; exit 3");
        try (DaprdProcess daprd = new DaprdProcess(program, apps(Map.of(), 0), MAX_BODY, LIMIT)) {
            assertThatThrownBy(daprd::start).isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("The Dapr sidecar of dev and test mode, " + program
                            + ", did not start: it exited with status 3. The end of its log:\n82\n83\n")
                    .hasMessageEndingWith("\n100\nno such flag");
        }
    }

    @Test
    void notReadyInTimeIsAnErrorAndEndsIt() throws IOException {
        Path program = FakeDaprd.script(folder, "echo waiting; echo $$ > '" + folder + "/pid'; exec cat /dev/zero >/dev/null");
        try (DaprdProcess daprd = new DaprdProcess(program, apps(Map.of(), 0), MAX_BODY, Duration.ofSeconds(3))) {
            assertThatThrownBy(daprd::start).isInstanceOf(IllegalStateException.class)
                    .hasMessage("The Dapr sidecar of dev and test mode, " + program + ", did not start: it was not ready "
                            + "within "
                            + "3 seconds; to wait longer, increase quarkus.devservices.timeout. The end of its log:\nwaiting");
            assertThat(ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip()))
                    .filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    private ProcessHandle running() throws IOException {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve("pid")).strip())).orElseThrow();
        assertThat(process.isAlive()).isTrue();
        return process;
    }

    private static AppDirectory apps(Map<String, String> apps, int ownPort) {
        return new AppDirectory(apps, "shop", ownPort, "quarkus.http.test-port");
    }
}
