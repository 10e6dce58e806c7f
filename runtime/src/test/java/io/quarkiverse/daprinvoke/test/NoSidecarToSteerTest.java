package io.quarkiverse.daprinvoke.test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.net.httpserver.HttpServer;

/**
 * A test without a sidecar of the extension gets an error with the reason.
 */
class NoSidecarToSteerTest {

    private static final String ANOTHER = "@InjectDaprSidecar needs the sidecar that the extension starts for tests in its"
            + " process, but quarkus.dapr-invoke.endpoint names another one: for these tests, do not set it, and leave"
            + " quarkus.dapr-invoke.devservices.mode as it is or set %test.quarkus.dapr-invoke.devservices.mode=in-process";

    @Test
    void whenNoneWasStarted() {
        assertThatThrownBy(() -> new DaprSidecarExtension().beforeEach(null)).isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "There is no sidecar for @InjectDaprSidecar, because the extension has started none. It starts one in "
                                + "tests"
                                + " of an application that has an emitter, unless quarkus.dapr-invoke.devservices.enabled is false or a"
                                + " DAPR_* variable names a sidecar");
    }

    @Test
    void whenAnotherOneIsConfigured() throws IOException {
        HttpServer another = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        another.start();
        try {
            assertAnother("http://127.0.0.1:" + another.getAddress().getPort());
        } finally {
            another.stop(0);
        }
        // Nothing listens there any more
        assertAnother("http://127.0.0.1:" + another.getAddress().getPort());
    }

    @Test
    void whenAnotherTestHasIt() throws IOException {
        HttpServer inUse = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        inUse.createContext("/", exchange -> {
            exchange.sendResponseHeaders(409, -1);
            exchange.close();
        });
        inUse.start();
        try {
            String endpoint = "http://127.0.0.1:" + inUse.getAddress().getPort();
            assertThatThrownBy(() -> new SidecarControl(endpoint, HttpClient.newHttpClient()).beginTest())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The sidecar is in use by another test that has not ended. Tests that run at once in one JVM"
                            + " cannot share it, because each would take its stubs and its calls from the other: run them one"
                            + " after the other, or in forks");
        } finally {
            inUse.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "unix:/run/dapr.sock", "http://a b", "localhost:3500", "" })
    void whenTheConfiguredOneIsNotEvenSpokenToLikeThat(String endpoint) {
        assertAnother(endpoint);
    }

    private static void assertAnother(String endpoint) {
        assertThatThrownBy(() -> new SidecarControl(endpoint, HttpClient.newHttpClient()).beginTest())
                .isInstanceOf(IllegalStateException.class).hasMessage(ANOTHER);
    }
}
