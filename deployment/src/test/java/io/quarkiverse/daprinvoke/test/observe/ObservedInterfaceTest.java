package io.quarkiverse.daprinvoke.test.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.SidecarUnavailableException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * An observer of a call of an interface receives the same notifications as for a call of an emitter.
 */
class ObservedInterfaceTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Notes.class, Orders.class, Narrow.class)
            .overrideRuntimeConfigKey("quarkus.rest-client.narrow.connection-pool-size", "1")
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.daprinvoke\".level", "DEBUG")
            // It would hold for the applications of other tests, too
            .setAfterAllCustomizer(() -> Logger.getLogger("io.quarkiverse.daprinvoke").setLevel(null))
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.daprinvoke"))
            .assertLogRecords(records -> assertThat(records).extracting(ObservedInterfaceTest::text)
                    .as("the call that was refused, with its verb")
                    .anyMatch(line -> line.startsWith("GET shop/: InvalidInvocationTargetException in "))
                    .noneMatch(line -> line.startsWith("POST shop/: ")));

    private static String text(LogRecord record) {
        return new PatternFormatter("%s").format(ExtLogRecord.wrap(record));
    }

    @RegisterRestClient
    @DaprService("shop")
    @Path("/orders")
    public interface Orders {

        @GET
        @Path("{id}")
        Uni<String> find(String id);

        @GET
        String all(@HeaderParam("traceparent") String trace);

        @GET
        Integer count();

        @POST
        Multi<String> stream(String body);
    }

    @RegisterRestClient(configKey = "narrow")
    @DaprService("shop")
    @Path("/orders")
    public interface Narrow {

        @GET
        @Path("{id}")
        Uni<String> find(String id);
    }

    @Inject
    Notes notes;

    @Inject
    @RestClient
    Orders orders;

    @Inject
    @RestClient
    Narrow narrow;

    @Inject
    SidecarClient client;

    private final RawSidecar sidecar = SharedSidecar.get();
    private final String begin = "begin shop on " + Thread.currentThread().getId();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("reply"));
        notes.add();
        notes.forget();
    }

    @Test
    void withAReply() throws Exception {
        notes.add("traceparent", "new");
        assertThat(orders.all("old")).isEqualTo("reply");
        assertThat(notes.take(7)).containsExactly(begin, "target GET shop/orders", "attempt", "headers", "connected",
                "status 200", "completed");
        assertThat(sidecar.next().header("traceparent")).containsExactly("new");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void withAStatusOfTheApplication() throws Exception {
        sidecar.answer(RawSidecar.reply(404, "text/plain", "no"));
        assertThatThrownBy(() -> orders.all(null)).isInstanceOf(WebApplicationException.class);
        assertThat(notes.take(7)).endsWith("status 404", "completed");
    }

    @Test
    void withAStatusOfTheSidecar() throws Exception {
        sidecar.answer(RawSidecar.json(500, "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"no\"}"));
        assertThatThrownBy(() -> orders.all(null)).isInstanceOf(InvocationStatusException.class);
        assertThat(notes.take(7)).endsWith("status 500", "failed InvocationStatusException");
    }

    @Test
    void withoutAnAnswer() throws Exception {
        sidecar.answer(RawSidecar.hangUp());
        assertThatThrownBy(() -> orders.all(null)).isInstanceOf(SidecarUnavailableException.class);
        assertThat(notes.take(6)).endsWith("connected", "failed SidecarUnavailableException");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void thatIsRefused() throws Exception {
        assertThatThrownBy(() -> orders.find("..").await().indefinitely())
                .isInstanceOf(InvalidInvocationTargetException.class);
        assertThat(notes.take(2)).endsWith("failed InvalidInvocationTargetException").hasSize(2);
    }

    @Test
    void whoseReplyCannotBeRead() throws Exception {
        sidecar.answer(RawSidecar.json(200, "no number"));
        assertThatThrownBy(orders::count).isInstanceOf(RuntimeException.class);
        assertThat(notes.take(7)).hasSize(7).last().asString().startsWith("failed ");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void thatIsInFlightUntilItIsAnswered() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        sidecar.answer((request, out) -> {
            answered.await();
            return RawSidecar.ok("reply").to(request, out);
        });
        CompletableFuture<String> call = orders.find("7").subscribeAsCompletionStage();
        sidecar.next();
        assertThat(client.inFlight().count()).isOne();
        answered.countDown();
        assertThat(call.join()).isEqualTo("reply");
        assertThat(notes.take(7)).endsWith("status 200", "completed");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void thatIsCancelled() throws Exception {
        sidecar.answer(RawSidecar.silence());
        Cancellable call = orders.find("7").subscribe().with(reply -> {
        });
        sidecar.next();
        call.cancel();
        assertThat(notes.take(6)).endsWith("connected", "cancelled");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void thatIsCancelledBeforeThereIsAConnection() throws Exception {
        sidecar.answer(RawSidecar.silence());
        Cancellable first = narrow.find("1").subscribe().with(reply -> {
        });
        sidecar.next();
        Cancellable second = narrow.find("2").subscribe().with(reply -> {
        });
        assertThat(notes.take(8)).endsWith("target GET shop/orders/2", "attempt");
        second.cancel();
        assertThat(notes.take(1)).containsExactly("cancelled");
        first.cancel();
        assertThat(notes.take(1)).containsExactly("cancelled");
        assertThat(client.inFlight().count()).isZero();
    }

    @Test
    void whoseReplyIsAStream() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        sidecar.answer((request, out) -> {
            out.write("HTTP/1.1 200 X\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\na".getBytes());
            out.flush();
            answered.await();
            out.write('b');
            out.flush();
            return true;
        });
        CompletableFuture<String> all = orders.stream("x").invoke(first -> {
            notes.note("item");
            answered.countDown();
        }).collect().with(java.util.stream.Collectors.joining()).subscribeAsCompletionStage();
        assertThat(all.join()).isEqualTo("ab");
        assertThat(notes.take(9)).containsSubsequence("connected", "item", "status 200", "completed");
        assertThat(client.inFlight().count()).isZero();
    }
}
