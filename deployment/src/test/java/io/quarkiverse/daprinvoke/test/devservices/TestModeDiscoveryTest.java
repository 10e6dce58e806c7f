package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApp;
import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AnnouncedApps;
import io.quarkus.test.QuarkusUnitTest;

/**
 * A test neither calls applications in dev mode on the same machine, nor do they call it.
 */
class TestModeDiscoveryTest {

    // Others may be announced in the user's folder at the same time
    private static final String NAME = "shop-" + ProcessHandle.current().pid();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(jar -> jar.addClass(OrdersCaller.class))
            .overrideConfigKey("quarkus.application.name", NAME)
            .overrideConfigKey("quarkus.http.test-port", "0");

    private final AnnouncedApps announced = new AnnouncedApps(AnnouncedApps.folder(System::getenv, System::getProperty));

    @Inject
    @DaprInvoke(appId = "{appId}", methodName = "find", httpVerb = "GET")
    Emitter<Void> any;

    @Test
    void isNotFound() {
        assertThat(announced.find(NAME)).isEmpty();
    }

    @Test
    void findsNoOther() throws Exception {
        String other = "orders-" + ProcessHandle.current().pid();
        announced.announce(AnnouncedApp.own(other, 1));
        try {
            assertThatThrownBy(
                    () -> any.send(InvokeMethodParameters.none().binding("appId", other)).await().indefinitely())
                    .hasMessageContaining("no application with this app ID was found: set "
                            + "quarkus.dapr-invoke.devservices.apps.");
        } finally {
            announced.withdraw();
        }
    }
}
