package io.quarkiverse.daprinvoke.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.sun.net.httpserver.HttpServer;

/**
 * A packaged application, started with variables of a real environment, in each documented form of their names.
 */
class EnvironmentIT {

    @ParameterizedTest
    @CsvSource({ "QUARKUS_DAPR_INVOKE_EMITTER__STOCK__METHOD_NAME", "QUARKUS_DAPR_INVOKE_EMITTER_STOCK_METHOD_NAME",
            "_PROD_QUARKUS_DAPR_INVOKE_EMITTER__STOCK__METHOD_NAME" })
    void aVariableWinsOverTheFileInWhateverSpelling(String variable) throws Exception {
        BlockingQueue<String> requests = new LinkedBlockingQueue<>();
        HttpServer sidecar = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sidecar.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        sidecar.start();
        Process application = PackagedApplication.start(
                Map.of(variable, "elsewhere/{item}", "QUARKUS_DAPR_INVOKE_EMITTER__STOCK__ALLOWED_APP_IDS_0_",
                        "orders", "DAPR_HTTP_PORT", String.valueOf(sidecar.getAddress().getPort())),
                List.of());
        try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
            HttpRequest request = HttpRequest
                    .newBuilder(URI.create(PackagedApplication.address(output) + "/checkout/stock/tea"))
                    .header("Content-Type", "application/json").PUT(BodyPublishers.ofString("{\"quantity\":7}")).build();

            assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(204);

            assertThat(requests).containsExactly("PUT /v1.0/invoke/orders/method/elsewhere/tea");
        } finally {
            application.destroyForcibly();
            sidecar.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS                  | others                  | app-id is invalid: the app ID is \
            not listed in quarkus.dapr-invoke.allowed-app-ids
            QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS                  | orders,${EXTRA_APP_IDS} | \
            quarkus.dapr-invoke.allowed-app-ids has an expression without a value
            QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS                  | ''                      | \
            quarkus.dapr-invoke.allowed-app-ids must not be empty
            QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS_0_               | ''                      | \
            quarkus.dapr-invoke.allowed-app-ids must not be empty
            QUARKUS_DAPR_INVOKE_EMITTER__STOCK__ALLOWED_APP_IDS  | others                  | app-id is invalid: the app ID is \
            not listed in quarkus.dapr-invoke.emitter."stock".allowed-app-ids
            QUARKUS_DAPR_INVOKE_EMITTER_STOCK_ALLOWED_APP_IDS    | others                  | app-id is invalid: the app ID is \
            not listed in quarkus.dapr-invoke.emitter."stock".allowed-app-ids
            QUARKUS_DAPR_INVOKE_EMITTER_STOK_ALLOWED_APP_IDS     | orders                  | \
            QUARKUS_DAPR_INVOKE_EMITTER_STOK_ALLOWED_APP_IDS limits no emitter of the application
            QUARKUS_DAPR_INVOKE_ENDPOINT                         | ${SIDECAR}              | \
            quarkus.dapr-invoke.endpoint has an expression without a value
            """)
    void aVariableThatProtectsNothingFailsTheStart(String variable, String value, String problem) throws Exception {
        assertDoesNotStart(Map.of(variable, value), List.of(), problem);
    }

    @Test
    void anEmptyEntryOfAnotherSourceFailsTheStart() throws Exception {
        assertDoesNotStart(Map.of("QUARKUS_DAPR_INVOKE_ALLOWED_APP_IDS", "orders"),
                List.of("-Dquarkus.dapr-invoke.allowed-app-ids[1]="), "quarkus.dapr-invoke.allowed-app-ids must not be empty");
    }

    private static void assertDoesNotStart(Map<String, String> environment, List<String> properties, String problem)
            throws IOException, InterruptedException {
        Process application = PackagedApplication.start(environment, properties);
        try (BufferedReader output = application.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder lines = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // One that starts would never end its output
                assertThat(line).doesNotContainPattern(PackagedApplication.LISTENING);
                lines.append(line).append('\n');
            }
            assertThat(lines).contains(problem);
            assertThat(application.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(application.exitValue()).isEqualTo(1);
        } finally {
            application.destroyForcibly();
        }
    }
}
