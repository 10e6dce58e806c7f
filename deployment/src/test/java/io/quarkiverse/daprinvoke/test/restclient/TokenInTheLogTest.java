package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.http.HttpClientOptions;

/**
 * No scope of REST Client's own log shows the token.
 */
class TokenInTheLogTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Configured.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret-t0ken")
            .overrideRuntimeConfigKey("quarkus.rest-client.logging.scope", "all")
            .overrideRuntimeConfigKey("quarkus.rest-client.configured.logging.scope", "all")
            .overrideConfigKey("quarkus.log.min-level", "TRACE")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.netty.handler.logging\".level", "TRACE")
            .overrideRuntimeConfigKey("quarkus.log.category.\"org.jboss.resteasy.reactive.client.logging\".level", "DEBUG")
            // They would hold for the applications of other tests, too
            .setAfterAllCustomizer(() -> List.of("io.netty.handler.logging", "org.jboss.resteasy.reactive.client.logging")
                    .forEach(category -> Logger.getLogger(category).setLevel(null)))
            .setLogRecordPredicate(record -> true)
            .assertLogRecords(records -> {
                assertThat(records.stream().map(TokenInTheLogTest::text)
                        // The dump breaks lines after 16 bytes
                        .filter(text -> text.contains("s3cret-t0ken")
                                || text.replaceAll("(?s)\\|\\s+\\|[0-9a-f]{8}\\|[0-9a-f ]+\\|", "").contains("s3cret-t0ken"))
                        .toList()).as("records with the token").isEmpty();
            });

    private static String text(LogRecord record) {
        return new PatternFormatter("%c %s").format(record instanceof org.jboss.logmanager.ExtLogRecord ext ? ext
                : org.jboss.logmanager.ExtLogRecord.wrap(record)) + Arrays.toString(record.getParameters());
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get(@HeaderParam("X-Password") String password);
    }

    @RegisterRestClient(configKey = "configured")
    @DaprService("orders")
    public interface Configured extends Orders {
    }

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    Configured configured;

    @Test
    void ofAnInjectedClient() {
        SharedSidecar.get().answer(RawSidecar.ok("done"));
        for (Orders client : List.of(orders, configured)) {
            assertThat(client.get("harmless")).isEqualTo("done");
            assertThat(SharedSidecar.get().next().header("dapr-api-token")).containsExactly("s3cret-t0ken");
        }
    }

    @Test
    void ofAClientThatIsMadeByTheApplication() {
        SharedSidecar.get().answer(RawSidecar.ok("done"));
        HttpClientOptions options = new HttpClientOptions().setLogActivity(true);
        for (QuarkusRestClientBuilder builder : List.of(QuarkusRestClientBuilder.newBuilder().loggingScope(LoggingScope.ALL),
                QuarkusRestClientBuilder.newBuilder().httpClientOptions(options))) {
            assertThat(builder.baseUri(URI.create("http://unused")).build(Orders.class).get("harmless")).isEqualTo("done");
            assertThat(SharedSidecar.get().next().header("dapr-api-token")).containsExactly("s3cret-t0ken");
        }
    }
}
