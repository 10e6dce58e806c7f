package io.quarkiverse.daprinvoke.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the extension that are written but have no value, or that nothing reads, are found. */
class WrittenPropertiesTest {

    private final ConfigurationSources sources = new ConfigurationSources();
    private final List<String> problems = new ArrayList<>();

    private Collection<String> unused() {
        return new WrittenProperties(sources.config()).check(List.of("my-orders"), new YamlParser(), problems);
    }

    @Test
    void anExpressionWithoutAValueIsAProblemInWhateverProperty() {
        sources.inApplicationProperties("rest-client.orders.app-id", "${MISSING}");
        assertThat(unused()).isEmpty();
        assertThat(problems).singleElement().asString()
                .startsWith("quarkus.dapr-invoke.rest-client.orders.app-id has an expression without a value");
    }

    @Test
    void whatIsCheckedWhereItIsReadIsNotReportedTwice() {
        sources.inApplicationProperties("allowed-app-ids", "${MISSING}")
                .inApplicationProperties("propagate-headers", "${MISSING}")
                .inApplicationProperties("headers.x-tenant", "${MISSING}")
                .inApplicationProperties("emitter.my-orders.app-id", "${MISSING}");
        assertThat(unused()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "QUARKUS_DAPR_INVOKE_EMITTER_MYORDERS_APP_ID", "QUARKUS_DAPR_INVOKE_EMITTER_MY_ORDERS_APPID",
            "QUARKUS_DAPR_INVOKE_EMITTER__MY_ORDERS_APP_ID" })
    void aVariableWithTheSameLettersButOtherUnderscoresIsUnused(String variable) {
        sources.inEnvironment(variable, "orders");
        assertThat(unused()).containsExactly(variable);
        assertThat(problems).isEmpty();
    }

    /** A file of variables may hold names that no shell allows; the source finds no value for the emitter under these. */
    @Test
    void aVariableWithOtherPunctuationThanTheSourceFindsIsUnused() {
        sources.inDotEnv("quarkus.dapr-invoke.emitter.my:orders.app-id", "orders");
        assertThat(unused()).containsExactly("quarkus.dapr-invoke.emitter.my:orders.app-id");
        assertThat(problems).isEmpty();
    }

    @Test
    void aVariableInLowerCaseIsRead() {
        sources.inEnvironment("quarkus_dapr_invoke_emitter_my_orders_app_id", "orders")
                .inEnvironment("Quarkus_Dapr_Invoke_Emitter_My_Orders_Http_Verb", "put");
        assertThat(unused()).isEmpty();
    }
}
