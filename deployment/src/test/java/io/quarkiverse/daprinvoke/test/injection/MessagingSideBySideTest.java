package io.quarkiverse.daprinvoke.test.injection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.reactive.messaging.MutinyEmitter;

/**
 * One bean uses channels and invocations.
 */
class MessagingSideBySideTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app(Orders.class, Channels.class);

    @Inject
    Orders orders;

    @Inject
    Channels channels;

    @Test
    void bothGoTheirWay() throws InterruptedException {
        RawSidecar sidecar = SharedSidecar.get();
        sidecar.answer(RawSidecar.ok(""));
        orders.invoked.sendAndAwait("invoked");
        orders.channel.send("channel");
        orders.mutiny.send("mutiny").await().atMost(Duration.ofSeconds(30));
        assertThat(channels.received.poll(30, TimeUnit.SECONDS)).isEqualTo("CHANNEL");
        assertThat(channels.received.poll(30, TimeUnit.SECONDS)).isEqualTo("MUTINY");
        RawSidecar.Request request = sidecar.next();
        assertThat(request.requestLine()).isEqualTo("POST /v1.0/invoke/orders/method/create HTTP/1.1");
        assertThat(request.text()).isEqualTo("invoked");
        assertThat(sidecar.pending()).isZero();
    }

    @Singleton
    static class Orders {

        @Inject
        @DaprInvoke(appId = "orders", methodName = "create")
        Emitter<String> invoked;

        @Inject
        @Channel("emitted")
        org.eclipse.microprofile.reactive.messaging.Emitter<String> channel;

        @Inject
        @Channel("emitted-by-mutiny")
        MutinyEmitter<String> mutiny;
    }

    @Singleton
    static class Channels {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Incoming("emitted")
        @Incoming("emitted-by-mutiny")
        @Outgoing("upper-case")
        String upperCase(String payload) {
            return payload.toUpperCase();
        }

        @Incoming("upper-case")
        void receive(String payload) {
            received.add(payload);
        }
    }
}
