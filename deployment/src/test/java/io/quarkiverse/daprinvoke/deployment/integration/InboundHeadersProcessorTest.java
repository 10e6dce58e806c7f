package io.quarkiverse.daprinvoke.deployment.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.runtime.web.HttpRequestHeaders;
import io.quarkiverse.daprinvoke.runtime.web.RestRequestHeaders;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;

/**
 * The bean for inbound headers depends on the extensions of the application. All other tests have Quarkus REST.
 */
class InboundHeadersProcessorTest {

    @Test
    void isThatOfQuarkusRestIfItIsThere() {
        assertThat(beans(Capability.VERTX_HTTP, Capability.RESTEASY_REACTIVE))
                .containsExactly(RestRequestHeaders.class.getName());
    }

    @Test
    void isThatOfTheHttpServerIfThereIsNoQuarkusRest() {
        assertThat(beans(Capability.VERTX_HTTP)).containsExactly(HttpRequestHeaders.class.getName());
    }

    @Test
    void isNoneIfNoRequestsAreServed() {
        assertThat(beans()).isEmpty();
    }

    private static List<String> beans(String... capabilities) {
        List<AdditionalBeanBuildItem> items = new ArrayList<>();
        new InboundHeadersProcessor().registerInboundHeaders(new Capabilities(Set.of(capabilities)), items::add);
        return items.stream().flatMap(item -> item.getBeanClasses().stream()).toList();
    }
}
