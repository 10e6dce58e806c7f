package io.quarkiverse.daprinvoke.daprd.transport;

import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.daprd.support.Topology;
import io.quarkus.test.junit.QuarkusTest;

/**
 * Calls over HTTP/1.1, which is the default.
 */
@QuarkusTest
class Http11Test extends TransportCases {

    @RegisterExtension
    static final Topology DAPR = new Topology();

    @Override
    Topology dapr() {
        return DAPR;
    }
}
