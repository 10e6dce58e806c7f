package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar.Seen;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Calls over HTTP/2 without TLS, and without an upgrade, which the sidecar would take for the application's.
 */
class InterfaceOverHttp2Test {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Last.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret");

    @Singleton
    public static class Last implements ClientRequestFilter {

        volatile boolean refused;

        @Override
        public void filter(ClientRequestContext context) {
            if (refused) {
                context.getHeaders().putSingle("dapr-app-id", "evil");
            }
        }
    }

    @RegisterRestClient
    @RegisterProvider(value = Last.class, priority = Integer.MAX_VALUE)
    @DaprService("orders")
    @Path("/ECHO")
    public interface Orders {

        @POST
        String echo(String text);
    }

    @Inject
    @RestClient
    Orders orders;

    @Inject
    Last last;

    @Test
    void isUsedWithoutAnUpgrade() throws InterruptedException {
        assertThat(orders.echo("hello")).isEqualTo("hello");
        Seen request = SIDECAR.next();
        assertThat(request.version()).isEqualTo("HTTP_2");
        assertThat(request.line()).isEqualTo("POST /v1.0/invoke/orders/method/ECHO");
        assertThat(request.headers()).contains("dapr-api-token").doesNotContainIgnoringCase("upgrade");

        last.refused = true;
        // Its event loops differ from the event loop of the connection
        IntStream.range(0, 200).parallel().forEach(i -> assertThatThrownBy(() -> orders.echo("refused"))
                .isInstanceOf(InvalidInvocationTargetException.class));
        last.refused = false;
        assertThat(orders.echo("again")).isEqualTo("again");
        assertThat(SIDECAR.next().body()).isEqualTo("again");
    }
}
