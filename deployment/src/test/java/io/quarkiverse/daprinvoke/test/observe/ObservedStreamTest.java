package io.quarkiverse.daprinvoke.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
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
        SharedSidecar.get().answer((request, out) -> {
            out.write("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\na".getBytes());
            out.flush();
            return false;
        });
        catchThrowable(() -> orders.stream().collect().asList().await().indefinitely());
        assertThat(notes.take(7)).last().asString().startsWith("failed ");
    }

    @Test
    void thatIsCancelled() throws Exception {
        SharedSidecar.get().answer((request, out) -> {
            out.write("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\na".getBytes());
            out.flush();
            try {
                Thread.sleep(3000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        });
        orders.stream().select().first(1).collect().asList().await().indefinitely();
        assertThat(notes.take(7)).last().isEqualTo("cancelled");
    }
}
