package io.quarkiverse.daprinvoke.test.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.sun.management.ThreadMXBean;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.filter.ForEmitters;
import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.test.support.BusySidecar;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * How much memory a call allocates on the heap, Vert.x and Jackson included. Unlike time this is the same on every machine, to
 * within a few percent. A change that requires more must explain the reason and increase the budget.
 */
class AllocationTest {

    // Measured on JDK 17 and 25, plus ten percent of the larger one
    private static final long SEND = 8400;
    private static final long REQUEST = 10_900;
    private static final long PLACEHOLDERS = 11_400;
    /** The general operators of Mutiny, and the contexts that each of them captures. */
    private static final long FILTERED = 22_000;

    private static final long OF_AN_INTERFACE = 500;

    /** Without a second copy of the body. */
    private static final double BYTES_FOR_EACH_BODY_BYTE = 1.2;

    private static final int CALLS_TO_WARM_UP = 3_000;
    private static final int SAMPLES = 3;

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(Order.class, Order.Line.class, EchoClient.class, Direct.class, Shop.class)
            .overrideRuntimeConfigKey("quarkus.rest-client.direct.url", BusySidecar.get().url() + "/v1.0/invoke/shop/method")
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.endpoint", BusySidecar.get().url());

    public record Order(String id, String customer, List<Line> lines) {

        public record Line(String item, int quantity, int cents) {
        }

        static Order of(int lines) {
            List<Line> all = new ArrayList<>();
            for (int i = 0; i < lines; i++) {
                all.add(new Line("tea", 1 + i % 9, 100 + i % 900));
            }
            return new Order("o-100000", "customer-number-0100", all);
        }
    }

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Inject
    Vertx vertx;

    @Inject
    ObjectMapper mapper;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "ECHO")
    RequestEmitter<Order, Order> orders;

    @Inject
    @DaprInvoke(appId = "{app}", methodName = "{method}")
    RequestEmitter<Order, Order> anyOrders;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "TAKE")
    Emitter<Order> taking;

    /** Of another emitter, so that it costs the others nothing. */
    @ForEmitters("filtered")
    @Singleton
    static class OfAnotherEmitter implements InvocationFilter {
        @Override
        public Uni<Void> filter(OutgoingInvocation call) {
            call.header("x-filtered", "1");
            return Uni.createFrom().voidItem();
        }
    }

    @Inject
    @DaprInvoke(name = "filtered", appId = "shop", methodName = "TAKE")
    Emitter<Order> filtered;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "LARGE")
    RequestEmitter<Void, Order> large;

    @Path("/ECHO")
    public interface EchoClient {

        @POST
        Uni<Order> echo(Order order);
    }

    @RegisterRestClient(configKey = "direct")
    public interface Direct extends EchoClient {
    }

    @RegisterRestClient
    @DaprService("shop")
    public interface Shop extends EchoClient {
    }

    @Inject
    @RestClient
    Direct direct;

    @Inject
    @RestClient
    Shop shop;

    @Test
    void ofACallStaysWithinItsBudget() {
        Order order = Order.of(1);
        long send = perCall(() -> taking.send(order), CALLS_TO_WARM_UP, 1500);
        long request = perCall(() -> orders.request(order), CALLS_TO_WARM_UP, 1500);
        long placeholders = perCall(() -> anyOrders.request(
                InvokeMethodParameters.of(order).binding("app", "shop").binding("method", "ECHO")), CALLS_TO_WARM_UP, 1500);
        long filter = perCall(() -> filtered.send(order), CALLS_TO_WARM_UP, 1500);
        System.out.printf(
                "Bytes allocated by a call: send %d (budget %d), request %d (%d), with placeholders %d (%d), send with a "
                        + "filter %d (%d)%n",
                send, SEND, request, REQUEST, placeholders, PLACEHOLDERS, filter, FILTERED);
        assertThat(send).isLessThan(request);
        assertThat(send).as("send").isLessThanOrEqualTo(SEND);
        assertThat(request).as("request").isLessThanOrEqualTo(REQUEST);
        assertThat(placeholders).as("request with placeholders").isLessThanOrEqualTo(PLACEHOLDERS);
        assertThat(filter).as("send with a filter").isBetween(send, FILTERED);
    }

    /** The memory that the checks of a call of an interface allocate in addition to REST Client. */
    @Test
    void ofAnInterfaceIsLittleMoreThanThatOfRestClient() {
        Order order = Order.of(1);
        long plain = perCall(() -> direct.echo(order), CALLS_TO_WARM_UP, 1500);
        long checked = perCall(() -> shop.echo(order), CALLS_TO_WARM_UP, 1500);
        System.out.printf("Bytes allocated by a call of REST Client: %d, with @DaprService %d (budget %d more)%n", plain,
                checked, OF_AN_INTERFACE);
        assertThat(checked - plain).isLessThanOrEqualTo(OF_AN_INTERFACE);
    }

    @Test
    void ofALargePayloadIsThatOfOneCopy() throws Exception {
        Order order = Order.of(BusySidecar.LINES);
        int body = mapper.writeValueAsBytes(order).length;
        ObjectWriter writer = mapper.writerFor(Order.class);
        long writing = perCall(() -> item(() -> {
            writer.writeValue(OutputStream.nullOutputStream(), order);
            return order;
        }), 500, 100);
        long send = perCall(() -> taking.send(order), 500, 100);
        System.out.printf("Bytes allocated by sending %d bytes: %d, of which writing the value takes %d%n", body, send,
                writing);
        assertThat(body).isGreaterThan(250_000);
        assertThat((double) (send - writing) / body).isBetween(0.9, BYTES_FOR_EACH_BODY_BYTE);
    }

    @Test
    void ofALargeReplyIsThatOfOneCopyAndTheValue() throws Exception {
        byte[] json = mapper.writeValueAsBytes(Order.of(BusySidecar.LINES));
        ObjectReader reader = mapper.readerFor(Order.class);
        long value = perCall(() -> item(() -> reader.<Order> readValue(json)), 500, 100);
        long request = perCall(() -> large.request(), 500, 100);
        System.out.printf("Bytes allocated by receiving %d bytes: %d, of which the value takes %d%n", json.length, request,
                value);
        assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(BusySidecar.LARGE);
        // Vert.x itself makes the one copy, so less would mean that it was not seen
        assertThat((double) (request - value) / json.length).isBetween(0.9, BYTES_FOR_EACH_BODY_BYTE);
    }

    private static <X> Uni<X> item(Callable<X> work) {
        try {
            return Uni.createFrom().item(work.call());
        } catch (Exception e) {
            return Uni.createFrom().failure(e);
        }
    }

    /** One call after the other. The least disturbed sample counts. */
    private long perCall(Supplier<Uni<?>> call, int warmUp, int calls) {
        ContextInternal context = ((VertxInternal) vertx).createEventLoopContext();
        allocated(context, call, warmUp);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < SAMPLES; i++) {
            least = Math.min(least, allocated(context, call, calls) / calls);
        }
        return least;
    }

    private static long allocated(ContextInternal context, Supplier<Uni<?>> call, int calls) {
        long before = allocatedByClient();
        CompletableFuture<Void> done = new CompletableFuture<>();
        context.runOnContext(v -> next(context, call, calls, done));
        done.orTimeout(60, TimeUnit.SECONDS).join();
        return allocatedByClient() - before;
    }

    /** The event loops of the application, since a connection may belong to another one than its call. */
    private static long allocatedByClient() {
        long sum = 0;
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith("vert.x-eventloop-thread")
                    && !BusySidecar.get().threads().contains(thread.getThreadId())) {
                sum += THREADS.getThreadAllocatedBytes(thread.getThreadId());
            }
        }
        return sum;
    }

    private static void next(ContextInternal context, Supplier<Uni<?>> call, int left, CompletableFuture<Void> done) {
        if (left == 0) {
            done.complete(null);
            return;
        }
        // A hop, because some end at once, and calls would pile up on the stack
        call.get().subscribe().with(item -> context.runOnContext(v -> next(context, call, left - 1, done)),
                done::completeExceptionally);
    }
}
