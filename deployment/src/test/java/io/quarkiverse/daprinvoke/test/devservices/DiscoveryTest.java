package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApp;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * The applications that the sidecar of an application in dev mode calls, if there are several.
 */
class DiscoveryTest {

    @TempDir
    Path parent;

    private final AtomicInteger randomPort = new AtomicInteger();
    private AnnouncedApps announced;
    private WireTarget one;
    private WireTarget another;

    @BeforeEach
    void start() throws IOException {
        announced = new AnnouncedApps(parent.resolve("apps"));
        one = new WireTarget();
        another = new WireTarget();
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        another.close();
    }

    @Test
    void applicationIsCalledFromWhenItAnnouncesItselfUntilItNoLongerDoes() throws IOException {
        try (InProcessSidecar sidecar = start(Map.of(), 1)) {
            assertUnknown(sidecar);
            announced.announce(AnnouncedApp.own("orders", one.port()));
            assertCalls(sidecar, "orders", one, "localhost:" + one.port());
            announced.announce(AnnouncedApp.own("orders", another.port()));
            assertCalls(sidecar, "orders", another, "localhost:" + another.port());
            announced.withdraw();
            assertUnknown(sidecar);
        }
    }

    @Test
    void configuredAddressWins() throws IOException {
        announced.announce(AnnouncedApp.own("orders", one.port()));
        try (InProcessSidecar sidecar = start(Map.of("orders", another.url()), 1)) {
            assertCalls(sidecar, "orders", another, "127.0.0.1:" + another.port());
        }
    }

    @Test
    void ownNameIsThisApplicationWhoeverElseHasIt() throws IOException {
        announced.announce(AnnouncedApp.own("shop", one.port()));
        try (InProcessSidecar sidecar = start(Map.of(), another.port())) {
            assertCalls(sidecar, "shop", another, "localhost:" + another.port());
        }
    }

    @Test
    void ownRandomPortIsUsedFromWhenItIsKnown() throws IOException {
        announced.announce(AnnouncedApp.own("shop", one.port()));
        try (InProcessSidecar sidecar = start(Map.of(), 0)) {
            assertThat(invoke(sidecar, "shop")).contains("this is the application itself, and its port is random");
            randomPort.set(another.port());
            assertCalls(sidecar, "shop", another, "localhost:" + another.port());
        }
    }

    private static void assertCalls(InProcessSidecar sidecar, String appId, WireTarget target, String host)
            throws IOException {
        try (WireConnection caller = call(sidecar, appId); WireConnection called = target.accept()) {
            assertThat(called.readHead()).startsWith("GET /find HTTP/1.1").contains("host: " + host);
        }
    }

    private static void assertUnknown(InProcessSidecar sidecar) throws IOException {
        assertThat(invoke(sidecar, "orders")).isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\""
                + "failed to invoke, id: orders, err: no application with this app ID was found: start it in dev mode on this "
                + "machine, or set quarkus.dapr-invoke.devservices.apps.\\\"orders\\\"=<base URL>\"}");
    }

    private static String invoke(InProcessSidecar sidecar, String appId) throws IOException {
        try (WireConnection caller = call(sidecar, appId)) {
            List<String> head = caller.readHead();
            assertThat(head).first().isEqualTo("HTTP/1.1 500 Internal Server Error");
            return caller.readBody(head);
        }
    }

    private static WireConnection call(InProcessSidecar sidecar, String appId) throws IOException {
        WireConnection caller = WireConnection.to(sidecar.getConnectionInfo());
        caller.sendHead("GET /v1.0/invoke/" + appId + "/method/find HTTP/1.1", caller.host());
        return caller;
    }

    private InProcessSidecar start(Map<String, String> apps, int ownPort) {
        InProcessSidecar sidecar = new InProcessSidecar(new AppDirectory(apps, "shop", ownPort, "quarkus.http.port", true,
                randomPort::get, Optional.of(announced)));
        sidecar.start();
        return sidecar;
    }
}
