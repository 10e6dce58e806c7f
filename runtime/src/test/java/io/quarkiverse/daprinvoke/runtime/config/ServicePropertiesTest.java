package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties of a REST Client interface are found under its key and its name, quoted or not. */
class ServicePropertiesTest {

    private static final List<String> NAMES = List.of("orders", "org.acme.Orders");

    private final ConfigurationSources sources = new ConfigurationSources();
    private final List<String> problems = new ArrayList<>();

    private ServiceProperties properties() {
        return new ServiceProperties(sources.config(), NAMES);
    }

    @ParameterizedTest
    @ValueSource(strings = { "\"orders\"", "orders", "\"org.acme.Orders\"" })
    void areFoundInEverySpelling(String name) {
        sources.inApplicationProperties("rest-client." + name + ".app-id", "shop");
        assertThat(properties().value("app-id", problems)).contains("shop");
        assertThat(properties().isSet("app-id")).isTrue();
        assertThat(properties().isSet("method-name")).isFalse();
        assertThat(properties().value("method-name", problems)).isEmpty();
        assertThat(ServiceProperties.unused(sources.config(), NAMES)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void aNameWithDotsIsFoundOnlyInQuotes() {
        sources.inApplicationProperties("rest-client.org.acme.Orders.app-id", "shop");
        assertThat(properties().isSet("app-id")).isFalse();
        assertThat(ServiceProperties.unused(sources.config(), NAMES))
                .containsExactly("quarkus.dapr-invoke.rest-client.org.acme.Orders.app-id");
    }

    @Test
    void theSourceWithTheHighestOrdinalCountsWhateverTheName() {
        sources.inApplicationProperties("rest-client.orders.app-id", "less")
                .inSystemProperties("rest-client.\"org.acme.Orders\".app-id", "shop");
        assertThat(properties().value("app-id", problems)).contains("shop");
        assertThat(problems).isEmpty();
    }

    @Test
    void twoNamesWithTwoValuesInOneSourceAreAProblem() {
        sources.inApplicationProperties("rest-client.orders.app-id", "one")
                .inApplicationProperties("rest-client.\"org.acme.Orders\".app-id", "other");
        assertThat(properties().value("app-id", problems)).isEmpty();
        assertThat(problems).singleElement().asString().contains("are one property with two values");
    }

    @Test
    void anExpressionWithoutAValueIsSetAndAProblem() {
        sources.inApplicationProperties("rest-client.orders.app-id", "${MISSING}");
        assertThat(properties().isSet("app-id")).isTrue();
        assertThat(properties().value("app-id", problems)).isEmpty();
        assertThat(problems).singleElement().asString().contains("has an expression without a value");
    }

    @Test
    void thoseOfOtherInterfacesAreUnused() {
        sources.inApplicationProperties("rest-client.order.app-id", "shop")
                .inApplicationProperties("rest-client.\"orders.v2\".app-id", "shop")
                .inApplicationProperties("emitter.order.app-id", "shop");
        assertThat(ServiceProperties.unused(sources.config(), NAMES)).containsExactly(
                "quarkus.dapr-invoke.rest-client.\"orders.v2\".app-id", "quarkus.dapr-invoke.rest-client.order.app-id");
    }

    @Test
    void messagesRecommendTheFirstNameInQuotes() {
        assertThat(properties().property("app-id")).isEqualTo("quarkus.dapr-invoke.rest-client.\"orders\".app-id");
    }
}
