package io.quarkiverse.daprinvoke.test.devservices.neighbours;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two applications in dev mode, in separate processes, find each other by their names without configuration.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class NeighboursTest {

    @TempDir
    Path runtime;

    @Test
    void callEachOtherByTheirNamesWhileTheyRun() throws Exception {
        try (DevModeProcess shop = neighbour("shop", "orders");
                DevModeProcess orders = neighbour("orders", "shop")) {
            shop.awaitStart();
            orders.awaitStart();
            assertThat(shop.ask("orders")).isEqualTo("hello from orders");
            assertThat(orders.ask("shop")).isEqualTo("hello from shop");
            assertThat(shop.ask("shop")).isEqualTo("hello from shop");
            assertThat(shop.ask("with/interface")).isEqualTo("hello from orders");
            assertThat(orders.ask("with/interface")).isEqualTo("hello from shop");

            // So that what it has announced stays
            orders.kill();
            assertThat(runtime.resolve("quarkus-dapr-invoke").toFile().list()).hasSize(2);
            assertThat(shop.ask("orders")).contains("no application with this app ID was found: start it in dev mode on this "
                    + "machine, or set quarkus.dapr-invoke.devservices.apps.\"orders\"=<base URL>");
            assertThat(shop.ask("with/interface")).contains("no application with this app ID was found");
            assertThat(runtime.resolve("quarkus-dapr-invoke").toFile().list()).hasSize(1);

            shop.stop();
            assertThat(runtime.resolve("quarkus-dapr-invoke")).isEmptyDirectory();
        }
    }

    /**
     * @param other whom its interface calls
     */
    private DevModeProcess neighbour(String name, String other) {
        return new DevModeProcess(name, runtime, 0, "neighbour=" + other + "\n", Map.of());
    }
}
