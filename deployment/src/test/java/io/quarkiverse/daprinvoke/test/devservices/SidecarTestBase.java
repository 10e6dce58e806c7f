package io.quarkiverse.daprinvoke.test.devservices;

import java.io.IOException;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * A sidecar of an application named {@code shop} that is configured with one other application, {@code orders}. The test is
 * both the caller and the called application.
 */
abstract class SidecarTestBase {

    static final String INVOKE = "/v1.0/invoke/orders/method";

    WireTarget orders;
    InProcessSidecar sidecar;

    @BeforeEach
    void start() throws IOException {
        orders = new WireTarget();
        sidecar = sidecar(new AppDirectory(Map.of("orders", orders.url()), "shop", 0, "quarkus.http.test-port"));
        sidecar.start();
    }

    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps);
    }

    @AfterEach
    void stop() throws IOException {
        sidecar.close();
        orders.close();
    }

    WireConnection caller() throws IOException {
        return WireConnection.to(sidecar.getConnectionInfo());
    }
}
