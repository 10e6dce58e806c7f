package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.resteasy.reactive.client.api.ClientMultipartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;

/**
 * A call with a body of any kind that is refused after the last filter ends, is not sent, and leaves its connection to others.
 */
class RefusedUploadsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Plain.class, Last.class)
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.connection-pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.read-timeout", "3000");

    @Singleton
    public static class Last implements ClientRequestFilter {

        volatile Object value;
        volatile Object body;

        @Override
        public void filter(ClientRequestContext context) {
            if (value != null) {
                context.getHeaders().putSingle("dapr-app-id", value);
            }
            if (body != null) {
                context.setEntity(body);
            }
        }
    }

    @RegisterRestClient(configKey = "orders")
    @RegisterProvider(value = Last.class, priority = Integer.MAX_VALUE)
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @POST
        Uni<String> text(String text);

        @POST
        Uni<String> file(File file);

        @POST
        Uni<String> stream(InputStream in);

        @POST
        Uni<String> buffers(Multi<Buffer> buffers);

        @POST
        Uni<String> form(ClientMultipartForm form);
    }

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Plain {

        @POST
        Uni<String> form(ClientMultipartForm form);
    }

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    Plain plain;

    @Inject
    Last last;

    private final RawSidecar sidecar = SharedSidecar.get();

    @Test
    void ofEachKind() throws Exception {
        sidecar.answer(RawSidecar.ok("done"));
        File file = Files.createTempFile("refused", "").toFile();
        file.deleteOnExit();
        Files.writeString(file.toPath(), "file");
        AtomicInteger subscribed = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            last.value = "evil";
            assertRefused(orders.file(file));
            assertRefused(orders.stream(new ByteArrayInputStream("stream".getBytes())));
            assertRefused(orders.buffers(
                    Multi.createFrom().item(Buffer.buffer("buffer")).onSubscription().invoke(subscribed::incrementAndGet)));
            assertRefused(orders.form(ClientMultipartForm.create().attribute("a", "b", null)));
            last.value = null;
            assertThat(orders.text("harmless").await().atMost(Duration.ofSeconds(10))).isEqualTo("done");
            assertThat(sidecar.next().text()).isEqualTo("harmless");
            assertThat(sidecar.pending()).isZero();
        }
        assertThat(subscribed).hasValue(0);
    }

    private static void assertRefused(Uni<String> call) {
        assertThat(catchThrowable(() -> call.await().atMost(Duration.ofSeconds(10))))
                .isInstanceOf(InvalidInvocationTargetException.class);
    }

    /** As REST Client does it, unless there is an interceptor that may look at the body. */
    @Test
    void aStreamThatIsNotRefusedIsNotCollected() {
        sidecar.answer(RawSidecar.ok("done"));
        orders.stream(new ByteArrayInputStream("stream".getBytes())).await().atMost(Duration.ofSeconds(10));
        RawSidecar.Request request = sidecar.next();
        assertThat(request.text()).isEqualTo("stream");
        assertThat(request.header("transfer-encoding")).containsExactly("chunked");
    }

    @Test
    void aHeaderThatCannotBeWrittenFailsTheCall() {
        sidecar.answer(RawSidecar.ok("done"));
        last.value = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("cannot be written");
            }
        };
        Throwable failure = catchThrowable(() -> orders.text("x").await().atMost(Duration.ofSeconds(10)));
        last.value = null;
        assertThat(orders.text("harmless").await().atMost(Duration.ofSeconds(10))).isEqualTo("done");
        sidecar.next();
        assertThat(failure).isNotInstanceOf(io.smallrye.mutiny.TimeoutException.class);
    }

    @Test
    void partsAddNoHeaders() {
        for (String hostile : List.of("a\"\r\nX-Evil: 1", "a\rb", "a\nb", "a\u0000", "a\"; name=\"admin")) {
            for (ClientMultipartForm form : List.of(ClientMultipartForm.create().attribute(hostile, "x", null),
                    ClientMultipartForm.create().attribute("x", "x", hostile),
                    ClientMultipartForm.create().stringFileUpload(hostile, "f", "content", "text/plain"),
                    ClientMultipartForm.create().stringFileUpload("f", hostile, "content", "text/plain"),
                    ClientMultipartForm.create().stringFileUpload("f", "f", "content", hostile))) {
                assertRefused(plain.form(form));
                last.body = form;
                assertRefused(orders.form(ClientMultipartForm.create().attribute("a", "b", null)));
                last.body = null;
            }
        }
        assertThat(sidecar.pending()).isZero();
        sidecar.answer(RawSidecar.ok("done"));
        assertThat(orders.form(ClientMultipartForm.create().attribute("plain", "any\r\n\"", null)
                .stringFileUpload("f", "a b;c='d'\u00e9.txt", "content", "text/plain")).await().atMost(Duration.ofSeconds(10)))
                .isEqualTo("done");
        assertThat(sidecar.next().text()).contains("any\r\n\"").contains("a b;c='d'");
    }

    /** Its receiver would take what has been sent for the whole. */
    @Test
    void aBodyThatFailsIsNotSentAsAWholeOne() {
        sidecar.answer(RawSidecar.ok("done"));
        IllegalStateException broken = new IllegalStateException("broken");
        Throwable ofBuffers = catchThrowable(() -> orders.buffers(Multi.createBy().concatenating().streams(
                Multi.createFrom().item(Buffer.buffer("half")), Multi.createFrom().<Buffer> failure(broken)))
                .await().atMost(Duration.ofSeconds(10)));
        assertThat(ofBuffers).isSameAs(broken);
        Throwable ofStream = catchThrowable(() -> orders.stream(new SequenceInputStream(
                new ByteArrayInputStream("half".getBytes()), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }
                })).await().atMost(Duration.ofSeconds(10)));
        assertThat(ofStream).hasRootCauseMessage("broken");
        assertThat(orders.text("harmless").await().atMost(Duration.ofSeconds(10))).isEqualTo("done");
        RawSidecar.Request request = sidecar.next();
        while (!request.text().equals("harmless")) {
            // The last chunk is an empty one
            assertThat(request.lines()).doesNotContain("0\r\n");
            request = sidecar.next();
        }
    }
}
