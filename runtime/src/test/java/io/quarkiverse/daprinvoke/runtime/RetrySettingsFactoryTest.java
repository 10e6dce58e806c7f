package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;

class RetrySettingsFactoryTest {

    private static final String ALL = "quarkus.dapr-invoke.retry.";
    private static final String OWN = "quarkus.dapr-invoke.emitter.\"payload\".retry.";

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private RetrySettings settings() {
        DaprInvokeConfig config = TestConfigs.mapping(properties);
        RetrySettingsFactory factory = new RetrySettingsFactory(config.retry(), problems);
        EmitterConfig own = config.emitters().get("payload");
        return own == null ? factory.common() : factory.settings(own.retry(), OWN);
    }

    private void configure(String prefix, String maxAttempts, String initial, String max, String jitter, String statuses,
            String verbs) {
        properties.put(prefix + "max-attempts", maxAttempts);
        properties.put(prefix + "initial-back-off", initial);
        properties.put(prefix + "max-back-off", max);
        properties.put(prefix + "jitter", jitter);
        properties.put(prefix + "statuses", statuses);
        properties.put(prefix + "verbs", verbs);
    }

    @Test
    void defaults() {
        assertThat(settings()).isEqualTo(new RetrySettings(1, 100, 5000, 0.5, Set.of(429, 502, 503, 504),
                Set.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS")));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsConfiguredForAll() {
        configure(ALL, "4", "1s", "2s", "0", "500,500", "post, get");
        assertThat(settings()).isEqualTo(
                new RetrySettings(4, 1000, 2000, 0, Set.of(500), Set.of("POST", "GET")));
        assertThat(problems).isEmpty();
    }

    @Test
    void whatIsConfiguredForOneWins() {
        configure(ALL, "4", "1s", "2s", "0", "500", "POST");
        configure(OWN, "5", "3s", "4s", "1", "599,300", "PATCH");
        assertThat(settings())
                .isEqualTo(new RetrySettings(5, 3000, 4000, 1, Set.of(300, 599), Set.of("PATCH")));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "max-attempts|5", "initial-back-off|5s", "max-back-off|7s", "jitter|0.1",
            "statuses|418", "verbs|TRACE" })
    void eachPropertyOfOneWinsAlone(String key, String value) {
        properties.put(OWN + key, value);
        RetrySettings one = settings();
        properties.clear();
        properties.put(ALL + key, value);
        assertThat(one).isEqualTo(settings());
        properties.clear();
        assertThat(one).isNotEqualTo(settings());
    }

    @Test
    void emptyListsAreEmpty() {
        properties.put(ALL + "statuses", "");
        properties.put(ALL + "verbs", "");
        assertThat(settings().statuses()).isEmpty();
        assertThat(settings().verbs()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { ALL, OWN })
    void namesEachPropertyWhoseValueIsInvalid(String prefix) {
        configure(prefix, "0", "0s", "366D", "NaN", "503,600", "GET,{verb}");
        settings();
        assertThat(problems).containsExactly(prefix + "max-attempts must be at least 1",
                prefix + "initial-back-off must be between one millisecond and 365 days",
                prefix + "max-back-off must be between one millisecond and 365 days",
                prefix + "jitter must be between 0 and 1",
                prefix + "statuses must be between 300 and 599, because other statuses are not failures",
                prefix + "verbs is invalid: the HTTP verb must be GET, HEAD, POST, PUT, DELETE, OPTIONS, TRACE or PATCH");
    }

    @ParameterizedTest
    @CsvSource({ "max-attempts,-1", "initial-back-off,-1s", "max-back-off,0s", "initial-back-off,PT2562047788015215H",
            "jitter,-0.01", "jitter,1.01", "statuses,299", "statuses,204", "verbs,CONNECT" })
    void limits(String key, String value) {
        properties.put(OWN + key, value);
        settings();
        assertThat(problems).singleElement().asString().startsWith(OWN + key + " ");
    }
}
