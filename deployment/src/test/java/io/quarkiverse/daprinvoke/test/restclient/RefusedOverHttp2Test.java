package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar;
import io.quarkiverse.daprinvoke.test.support.Http2Sidecar.Seen;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A call that is refused after there is a connection is not sent over HTTP/2 either, for any event loop: all share the
 * connection.
 */
class RefusedOverHttp2Test {

    private static final Http2Sidecar SIDECAR = Http2Sidecar.clear();

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Last.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", SIDECAR.url())
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.http-version", "2");

    @Singleton
    public static class Last implements ClientRequestFilter {

        volatile boolean header;
        volatile boolean customizer;
        volatile boolean target;

        @Override
        public void filter(ClientRequestContext context) {
            if (header) {
                context.getHeaders().putSingle("dapr-app-id", "evil");
            }
            if (target) {
                context.setUri(URI.create(SIDECAR.url() + "/v1.0/shutdown"));
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
    void aHeader() throws Exception {
        refused(orders, () -> last.header = true, () -> last.header = false);
    }

    @Test
    void aTarget() throws Exception {
        refused(orders, () -> last.target = true, () -> last.target = false);
    }

    /** It already has the request and its connection. */
    @Test
    void aCustomizer() throws Exception {
        Orders client = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("http://unused"))
                .httpClientRequestCustomizer(request -> {
                    if (last.customizer) {
                        request.putHeader("dapr-app-id", "evil");
                    }
                }).build(Orders.class);
        refused(client, () -> last.customizer = true, () -> last.customizer = false);
    }

    private static void refused(Orders orders, Runnable on, Runnable off) throws Exception {
        assertThat(orders.echo("harmless")).isEqualTo("harmless");
        assertThat(SIDECAR.next().body()).isEqualTo("harmless");
        on.run();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(() -> orders.echo("refused")));
            }
            for (Future<String> call : calls) {
                try {
                    call.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    // Refused
                }
            }
        } finally {
            threads.shutdown();
        }
        off.run();
        // Earlier requests arrive earlier
        assertThat(orders.echo("last")).isEqualTo("last");
        List<String> sent = new ArrayList<>();
        Seen seen;
        while (!(seen = SIDECAR.next()).body().equals("last")) {
            sent.add(seen.line() + " " + seen.headers().replace('\n', ' ') + seen.body());
        }
        assertThat(sent).isEmpty();
    }
}
