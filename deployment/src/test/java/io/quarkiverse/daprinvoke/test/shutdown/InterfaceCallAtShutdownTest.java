package io.quarkiverse.daprinvoke.test.shutdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.LastCalls;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * An application that stops waits for calls of interfaces as it does for those of emitters, and says which it gives up.
 */
class InterfaceCallAtShutdownTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class)
            .overrideRuntimeConfigKey("quarkus.dapr-invoke.shutdown-timeout", "300ms")
            .setAfterUndeployListener(InterfaceCallAtShutdownTest::assertTheCallIsNamed);

    @RegisterRestClient
    @DaprService("orders")
    @Path("/orders")
    public interface Orders {

        @POST
        Uni<String> create(String order);
    }

    /** Hears what is logged when nobody asserts logs any more. */
    static class LastWords extends Handler {
        @Override
        public void publish(LogRecord record) {
            LastCalls.ended("interface." + (record.getMessage().contains("in-flight calls fail") ? "waited" : "requests"),
                    record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }

    @Inject
    @RestClient
    Orders orders;

    @Test
    void isNotForgotten() {
        // Dev and test mode do not wait
        LaunchMode.set(LaunchMode.NORMAL);
        RawSidecar sidecar = SharedSidecar.get();
        Logger.getLogger("io.quarkiverse.daprinvoke").addHandler(new LastWords());
        sidecar.answer(RawSidecar.silence());
        orders.create("order").subscribe().with(reply -> {
        }, failure -> {
        });
        assertThat(sidecar.next().text()).isEqualTo("order");
    }

    private static void assertTheCallIsNamed() {
        assertThat(LastCalls.outcome("interface.requests"))
                .startsWith("WARN The application stops with 1 in-flight calls")
                .contains("calls that belong to HTTP requests");
        assertThat(LastCalls.outcome("interface.waited")).startsWith("WARN The application stops and 1 in-flight calls fail, "
                + "because");
    }
}
