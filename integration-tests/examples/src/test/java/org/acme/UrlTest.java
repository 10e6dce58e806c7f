package org.acme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import jakarta.inject.Inject;

import org.acme.calls.Order;
import org.acme.proxy.PartnerOrders;
import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.test.DaprSidecar;
import io.quarkiverse.daprinvoke.test.InjectDaprSidecar;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;

/**
 * The example of a URL in the place of an app ID.
 */
@QuarkusTest
@TestProfile(UrlTest.Profile.class)
class UrlTest {

    @Inject
    PartnerOrders partner;

    @InjectDaprSidecar
    DaprSidecar sidecar;

    @Test
    void theSidecarIsAskedForTheUrl() {
        sidecar.on("https://partner.example:8443/api", "orders").reply(204);

        partner.send(new Order("o-1", "tea", 2)).await().atMost(Duration.ofSeconds(20));

        assertThat(sidecar.calls("https://partner.example:8443/api", "orders")).hasSize(1);
    }

    public static class Profile implements QuarkusTestProfile {

        @Override
        public String getConfigProfile() {
            return "urls";
        }
    }
}
