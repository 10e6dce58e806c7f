package io.quarkiverse.daprinvoke.test.devservices.neighbours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdBinary;
import io.quarkiverse.daprinvoke.deployment.devservices.daprd.DaprdProcess;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.test.devservices.FreePort;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * An application in dev mode with a daprd of this machine; skipped if there is none.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class ProcessModeTest {

    // Sidecars of one network find each other by name, so these belong to this run of the tests alone
    private static final String SHOP = "shop-" + ProcessHandle.current().pid();
    private static final String ORDERS = "orders-" + ProcessHandle.current().pid();
    private static final long MAX_BODY = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Path daprd;

    @TempDir
    Path runtime;

    @BeforeAll
    static void findDaprd() throws IOException {
        Path home = Path.of(System.getProperty("user.home"));
        try {
            daprd = DaprdBinary.find(System::getenv, home);
        } catch (ConfigurationException e) {
            daprd = built(home.resolve(".cache/quarkus-dapr-invoke"));
        }
    }

    /** That which integration-tests/daprd/build has built. */
    private static Path built(Path cache) throws IOException {
        if (Files.isDirectory(cache)) {
            try (Stream<Path> folders = Files.list(cache)) {
                List<Path> found = folders.map(folder -> folder.resolve("daprd")).filter(Files::isExecutable).toList();
                if (!found.isEmpty()) {
                    return found.get(0);
                }
            }
        }
        return abort("there is no daprd: name one with the environment variable DAPRD, put it on the PATH, install it with "
                + "'dapr init --slim', or build it with integration-tests/daprd/build");
    }

    @Test
    void callsItselfTheConfiguredAndThoseThatOtherSidecarsKnowUntilItIsKilled() throws Exception {
        int port = FreePort.find();
        HttpServer orders = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 10);
        orders.createContext("/hello", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("hello from orders".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        orders.start();
        int ordersPort = orders.getAddress().getPort();
        try (DaprdProcess sidecar = new DaprdProcess(daprd, new AppDirectory(Map.of(), ORDERS, ordersPort, ""), MAX_BODY,
                LIMIT);
                DevModeProcess shop = new DevModeProcess(SHOP, runtime, port, """
                        quarkus.dapr-invoke.devservices.mode=process
                        quarkus.dapr-invoke.devservices.apps."configured"=http://localhost:%d
                        quarkus.log.category."io.quarkiverse.daprinvoke".level=DEBUG
                        """.formatted(ordersPort), Map.of("DAPRD", daprd.toString(), "DAPR_API_TOKEN", "secret"))) {
            sidecar.start();
            shop.awaitStart();
            assertThat(shop.log()).contains("Dapr sidecar of dev and test mode (" + daprd + ") listening on http://127.0.0.1:");
            // Its sidecar waits for the application
            await().atMost(LIMIT).untilAsserted(() -> assertThat(shop.ask(SHOP)).isEqualTo("hello from " + SHOP));
            assertThat(shop.ask("configured")).isEqualTo("hello from orders");
            // The sidecar may need more than one look-up to find the other one
            await().atMost(LIMIT).untilAsserted(() -> assertThat(shop.ask(ORDERS)).isEqualTo("hello from orders"));
            assertThat(shop.log()).contains("DaprdProcess] (daprd log) time=").doesNotContain("secret");

            List<ProcessHandle> children = shop.children();
            assertThat(children).isNotEmpty();
            shop.kill();
            await().atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            orders.stop(0);
        }
    }
}
