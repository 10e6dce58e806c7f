package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.logging.Logger;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Neither a redirect nor a proxy brings the call and its token elsewhere, also if one is configured for the client. Its log
 * does not show the token.
 */
class RedirectsAndProxiesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret-t0ken")
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.follow-redirects", "true")
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.proxy-address",
                    "127.0.0.1:" + SharedSidecar.other().port())
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.headers.x-secret", "masked-by-the-application")
            // This would log the bytes of requests
            .overrideRuntimeConfigKey("quarkus.rest-client.logging.scope", "all")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.netty.handler.logging\".level", "DEBUG")
            .overrideRuntimeConfigKey("quarkus.rest-client.logging.masked-headers", "X-Secret")
            .overrideRuntimeConfigKey("quarkus.log.category.\"org.jboss.resteasy.reactive.client.logging\".level", "DEBUG")
            // They would hold for the applications of other tests, too
            .setAfterAllCustomizer(() -> List.of("io.netty.handler.logging", "org.jboss.resteasy.reactive.client.logging")
                    .forEach(category -> Logger.getLogger(category).setLevel(null)))
            .setLogRecordPredicate(record -> record.getLoggerName().startsWith("org.jboss.resteasy.reactive.client")
                    || record.getLoggerName().startsWith("io.netty.handler.logging"))
            .assertLogRecords(records -> {
                assertThat(records).anyMatch(record -> record.getMessage().contains("dapr-api-token")
                        || record.getMessage().contains("Headers"));
                assertThat(records).noneMatch(record -> text(record).contains("s3cret-t0ken"));
                assertThat(records).noneMatch(record -> text(record).contains("masked-by-the-application"));
            });

    private static String text(java.util.logging.LogRecord record) {
        return record.getMessage() + java.util.Arrays.toString(record.getParameters());
    }

    @RegisterRestClient(configKey = "orders")
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();
    }

    @Inject
    @RestClient
    Orders orders;

    private final RawSidecar sidecar = SharedSidecar.get();
    private final RawSidecar other = SharedSidecar.other();

    @BeforeEach
    void answer() {
        other.answer(RawSidecar.ok("leaked"));
    }

    @Test
    void theProxyIsNotUsed() {
        sidecar.answer(RawSidecar.ok("done"));

        assertThat(orders.get()).isEqualTo("done");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/orders HTTP/1.1");
        assertThat(request.header("dapr-api-token")).containsExactly("s3cret-t0ken");
        assertThat(request.header("x-secret")).containsExactly("masked-by-the-application");
        assertThat(other.pending()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 302, 303, 307, 308 })
    void noRedirectIsFollowed(int status) {
        sidecar.answer(
                RawSidecar.raw("HTTP/1.1 " + status + " X\r\nLocation: " + other.url() + "/x\r\nContent-Length: 0\r\n\r\n"));

        assertThatThrownBy(orders::get).isInstanceOfSatisfying(WebApplicationException.class,
                failure -> assertThat(failure.getResponse().getStatus()).isEqualTo(status));
        sidecar.next();
        assertThat(sidecar.pending()).isZero();
        assertThat(other.pending()).isZero();
    }

    @Test
    void norByAClientOfTheApplicationsOwnMaking() {
        sidecar.answer(RawSidecar.raw("HTTP/1.1 302 X\r\nLocation: " + other.url() + "/x\r\nContent-Length: 0\r\n\r\n"));
        Orders client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(other.url())).followRedirects(true)
                .proxyAddress("127.0.0.1", other.port()).build(Orders.class);

        assertThatThrownBy(client::get).isInstanceOf(WebApplicationException.class);
        assertThat(sidecar.next().requestLine()).isEqualTo("GET /v1.0/invoke/orders/method/orders HTTP/1.1");
        assertThat(other.pending()).isZero();
    }
}
