package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.WriterInterceptor;

import org.awaitility.Awaitility;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.test.QuarkusUnitTest;

/**
 * All components that an application can add between an interface and the request are checked, in addition to filters.
 */
class AroundTheFilterTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest
            .app(jar -> jar.addClasses(Orders.class, Payments.class, Bank.class, Writer.class, Listener.class)
                    .addAsServiceProvider(RestClientListener.class, Listener.class))
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.api-token", "s3cret");

    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @GET
        String get();

        @POST
        String create(String order);
    }

    @DaprService("payments")
    @Path("/payments")
    public interface Payments {

        @GET
        String get();
    }

    @Path("/bank")
    public interface Bank {

        @GET
        String get(@HeaderParam("X-Password") String password);
    }

    @Inject
    SidecarClient client;

    private final RawSidecar sidecar = SharedSidecar.get();
    private final RawSidecar other = SharedSidecar.other();

    @BeforeEach
    void answer() {
        sidecar.answer(RawSidecar.ok("sidecar"));
        other.answer(RawSidecar.ok("other"));
    }

    private QuarkusRestClientBuilder builder() {
        return QuarkusRestClientBuilder.newBuilder().baseUri(URI.create(other.url()));
    }

    @Test
    void aCustomizerOfTheRequestCannotNameAnotherAppId() {
        Orders orders = builder().httpClientRequestCustomizer(request -> request.putHeader("dapr-app-id", "evil"))
                .build(Orders.class);
        Throwable failure = catchThrowable(orders::get);
        assertNothingButHarmless();
        assertThat(failure).isInstanceOf(InvalidInvocationTargetException.class);
    }

    @Test
    void norCredentialsThatNameOne() {
        Orders orders = builder()
                .httpClientRequestCustomizer(
                        request -> request.putHeader("Authorization", "Basic ZGFwci1hcHAtaWQ6ZXZpbA=="))
                .build(Orders.class);
        Throwable failure = catchThrowable(orders::get);
        assertNothingButHarmless();
        assertThat(failure).isInstanceOf(InvalidInvocationTargetException.class);
    }

    @Test
    void anInterceptorThatIsALambdaCannotNameAnotherAppId() {
        Orders orders = builder().register((WriterInterceptor) context -> {
            context.getHeaders().putSingle("dapr-app-id", "evil");
            context.proceed();
        }).build(Orders.class);
        Throwable failure = catchThrowable(() -> orders.create("order"));
        assertNothingButHarmless();
        assertThat(failure).isInstanceOf(InvalidInvocationTargetException.class);
    }

    public static class Writer implements MessageBodyWriter<String> {

        @Override
        public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
            return type == String.class;
        }

        @Override
        public void writeTo(String text, Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType,
                MultivaluedMap<String, Object> headers, OutputStream out) throws IOException {
            headers.putSingle("dapr-app-id", "evil");
            out.write(text.getBytes());
        }
    }

    @Test
    void norCanAWriterOfBodies() {
        Orders orders = builder().register(new Writer(), 1).build(Orders.class);
        Throwable failure = catchThrowable(() -> orders.create("order"));
        assertNothingButHarmless();
        assertThat(failure).isInstanceOf(InvalidInvocationTargetException.class);
    }

    public static class Listener implements RestClientListener {

        static volatile boolean names;

        @Override
        public void onNewClient(Class<?> type, RestClientBuilder builder) {
            if (names) {
                ((RestClientBuilderImpl) builder)
                        .clientRequestCustomizer(request -> request.putHeader("dapr-app-id", "evil"));
            }
        }
    }

    /** Whether it comes before this extension's or after it. */
    @Test
    void norCanAnotherListener() throws Exception {
        Field names = Thread.currentThread().getContextClassLoader().loadClass(Listener.class.getName())
                .getDeclaredField("names");
        names.setAccessible(true);
        names.set(null, true);
        Orders orders;
        try {
            orders = builder().build(Orders.class);
        } finally {
            names.set(null, false);
        }
        Throwable failure = catchThrowable(orders::get);
        assertNothingButHarmless();
        assertThat(failure).isInstanceOf(InvalidInvocationTargetException.class);
    }

    private void assertNothingButHarmless() {
        while (sidecar.pending() > 0) {
            RawSidecar.Request request = sidecar.next();
            assertThat(request.headers()).as(request.requestLine())
                    .noneMatch(header -> header.toLowerCase(java.util.Locale.ROOT).startsWith("dapr-app-id")
                            || header.contains("ZGFwci1hcHAtaWQ6"));
        }
    }

    @Test
    void aBuilderThatIsUsedAgainForAnotherInterfaceDoesNotCallTheSidecar() {
        QuarkusRestClientBuilder builder = builder();
        builder.build(Orders.class);
        Throwable failure = catchThrowable(() -> builder.build(Bank.class).get("pa55word"));
        boolean leaked = sidecar.pending() > 0;
        String line = leaked ? sidecar.next().requestLine() : "";
        if (other.pending() > 0) {
            other.next();
        }
        assertThat(leaked).as("%s %s", line, failure).isFalse();
    }

    @Test
    void aBuilderThatIsUsedTwiceCountsEachCallOnce() {
        QuarkusRestClientBuilder builder = builder();
        builder.build(Orders.class);
        Orders again;
        try {
            again = builder.build(Orders.class);
        } catch (IllegalStateException e) {
            return;
        }
        assertThat(again.get()).isEqualTo("sidecar");
        sidecar.next();
        Awaitility.await().atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(client.inFlight().count()).isZero());
    }

    @Test
    void aBuilderThatIsUsedForTwoServicesCallsEach() {
        QuarkusRestClientBuilder builder = builder();
        builder.build(Orders.class);
        Payments payments;
        try {
            payments = builder.build(Payments.class);
        } catch (IllegalStateException e) {
            return;
        }
        assertThat(payments.get()).isEqualTo("sidecar");
        assertThat(sidecar.next().requestLine()).contains("/invoke/payments/method/payments");
    }
}
