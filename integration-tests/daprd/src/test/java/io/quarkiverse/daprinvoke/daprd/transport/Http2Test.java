package io.quarkiverse.daprinvoke.daprd.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Calls;
import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;

/**
 * Calls over HTTP/2 by prior knowledge.
 */
@QuarkusTest
@TestProfile(Http2Test.Profile.class)
class Http2Test extends TransportCases {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.dapr-invoke.http-version", "2");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "connections are counted in /proc, which Linux has")
    void callsShareAConnection() throws Exception {
        CountDownLatch arrived = new CountDownLatch(20);
        CompletableFuture<Void> answer = new CompletableFuture<>();
        DAPR.target().handleWith(request -> request.body().onSuccess(body -> {
            arrived.countDown();
            answer.thenRun(() -> request.response().end());
        }));
        // Of other event loops, which the tests before have called on
        long before = connectionsTo(DAPR.callerSidecar().httpPort());
        List<Uni<Void>> calls = Collections.nCopies(20, caller.any.send(Calls.to(Topology.TARGET)));
        CompletableFuture<?> all = Uni.join().all(calls).andFailFast().subscribeAsCompletionStage();

        assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(connectionsTo(DAPR.callerSidecar().httpPort())).isBetween(1L, before + 1);
        answer.complete(null);
        all.get(20, TimeUnit.SECONDS);
    }

    /** The open connections from the client: the third column is the remote address, the fourth the state. */
    private static long connectionsTo(int port) throws IOException {
        String other = String.format("0100007F:%04X 01 ", port);
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        // The JVM can open sockets for both address families, which are listed in the other file
        for (String line : Files.readAllLines(Path.of("/proc/net/tcp6"))) {
            lines.add(line.replace("0000000000000000FFFF00000100007F", "0100007F"));
        }
        return lines.stream().filter(line -> line.contains(other)).count();
    }

    @Override
    Topology dapr() {
        return DAPR;
    }
}
