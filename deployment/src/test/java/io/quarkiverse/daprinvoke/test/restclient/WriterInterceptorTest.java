package io.quarkiverse.daprinvoke.test.restclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;

import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.InvalidInvocationTargetException;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * An interceptor that writes the body, after all filters, cannot add a header that must not be sent.
 */
class WriterInterceptorTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Interceptor.class)
            .overrideRuntimeConfigKey("quarkus.rest-client.orders.connection-pool-size", "1");

    @Singleton
    public static class Interceptor implements WriterInterceptor {

        volatile String name;
        volatile Object value;

        @Override
        public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
            context.proceed();
            context.getHeaders().putSingle(name, value);
        }
    }

    @RegisterRestClient(configKey = "orders")
    @RegisterProvider(Interceptor.class)
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @POST
        String create(String order);

        @POST
        Uni<String> createLater(String order);
    }

    @Inject
    @RestClient
    Orders orders;

    @Inject
    Interceptor interceptor;

    @Test
    void addsWhatMayBeSent() {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok("done"));
        // More than there are connections
        for (int i = 0; i < 3; i++) {
            interceptor.name = "dapr-app-id";
            interceptor.value = "evil";
            assertThatThrownBy(() -> orders.create("refused")).isInstanceOf(InvalidInvocationTargetException.class);
            assertThatThrownBy(() -> orders.createLater("refused").await().atMost(Duration.ofSeconds(10)))
                    .isInstanceOf(InvalidInvocationTargetException.class);
        }
        interceptor.name = "Content-Language";
        interceptor.value = "en";
        assertThat(orders.create("order")).isEqualTo("done");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.text()).isEqualTo("order");
        assertThat(request.header("content-language")).containsExactly("en");
    }
}
