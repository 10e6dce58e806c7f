package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.test.QuarkusUnitTest;

/**
 * An application that stops makes no more calls: neither those that begin then nor those that have a connection already.
 */
class StoppedInterfaceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class);

    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @POST
        String create(String order);
    }

    @Inject
    SidecarClient client;

    private final RawSidecar sidecar = SharedSidecar.get();

    @Test
    void callsNothing() {
        sidecar.answer(RawSidecar.ok("done"));
        AtomicInteger connected = new AtomicInteger();
        Orders orders = QuarkusRestClientBuilder.newBuilder().baseUri(URI.create("http://unused"))
                .httpClientRequestCustomizer(request -> {
                    connected.incrementAndGet();
                    client.stop();
                }).build(Orders.class);

        assertNotSent(orders);
        assertThat(connected).hasValue(1);
        assertNotSent(orders);
        assertThat(connected).hasValue(1);
        assertThat(sidecar.pending()).isZero();
        assertThat(client.inFlight().count()).isZero();
    }

    private static void assertNotSent(Orders orders) {
        assertThatThrownBy(() -> orders.create("order")).isInstanceOfSatisfying(SidecarUnavailableException.class, failure -> {
            assertThat(failure).hasMessageContaining("The application is stopping").hasMessageContaining("was not sent");
            assertThat(failure.mayHaveBeenSent()).isFalse();
        });
    }
}
