package io.quarkiverse.daprinvoke.test.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;

/**
 * A stream of an interface that does not come to its end is not observed as complete.
 */
class ObservedStreamTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Notes.class, Orders.class);

    @RegisterRestClient
    @DaprService("shop")
    @Path("/orders")
    public interface Orders {

        @GET
        Multi<String> stream();
    }

    private static final RawSidecar.Answer BEGIN = (request, out) -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\na".getBytes());
        out.flush();
        return true;
    };

    @Inject
    SidecarClient client;

    @Inject
    Notes notes;

    @Inject
    @RestClient
    Orders orders;

    @BeforeEach
    void answer() {
        notes.add();
        notes.forget();
    }

    @Test
    void thatBreaksOff() throws Exception {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(BEGIN);
        CountDownLatch begun = new CountDownLatch(1);
        orders.stream().subscribe().with(item -> begun.countDown(), failure -> {
        });
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        sidecar.hangUpOnAll(false);
        assertThat(notes.take(7)).last().isEqualTo("cancelled");
    }

    @Test
    void thatIsCancelled() throws Exception {
        SharedSidecar.get().answer(BEGIN);
        assertThat(orders.stream().select().first(1).collect().asList().await().atMost(Duration.ofSeconds(30)))
                .containsExactly("a");
        assertThat(notes.take(7)).last().isEqualTo("cancelled");
    }

    /** Before anybody reads it, so that nobody hears of it. */
    @Test
    void thatBreaksOffAtOnce() {
        SharedSidecar.get().answer((request, out) -> {
            BEGIN.to(request, out);
            return false;
        });
        for (int i = 0; i < 20; i++) {
            orders.stream().subscribe().with(item -> {
            }, failure -> {
            });
            SharedSidecar.get().next();
        }
        Awaitility.await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(client.inFlight().count()).isZero());
    }

    @Test
    void thatIsARedirect() throws Exception {
        SharedSidecar.get().answer(RawSidecar.raw("HTTP/1.1 302 X\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"));
        orders.stream().subscribe().with(item -> {
        }, failure -> {
        });
        SharedSidecar.get().next();
        assertThat(notes.take(7)).last().isEqualTo("completed");
        assertThat(client.inFlight().count()).isZero();
    }
}
