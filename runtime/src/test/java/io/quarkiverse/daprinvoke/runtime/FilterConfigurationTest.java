package io.quarkiverse.daprinvoke.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.filter.Filters;
import io.quarkiverse.daprinvoke.runtime.filter.TokenSource;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.smallrye.config.SmallRyeConfig;

/**
 * The filters that configuration switches on, and what is wrong with it.
 */
class FilterConfigurationTest {

    private static final String OWN = "quarkus.dapr-invoke.emitter.\"payload\".";

    private final Map<String, String> properties = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    private TokenSource source(String key) {
        return new TokenSource() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public InvocationFilter filter(String value) {
                if (value.equals("unknown")) {
                    throw new IllegalArgumentException("names nobody");
                }
                asked.add(key + "=" + value);
                return call -> null;
            }
        };
    }

    private EmitterSettings settings(String verb, TokenSource... sources) {
        SmallRyeConfig config = TestConfigs.of(properties);
        return new EmitterSettingsFactory(config.getConfigMapping(DaprInvokeConfig.class), config,
                SidecarAddress.parse("http://127.0.0.1:3500"), ObjectMapper::new, name -> null, () -> name -> List.of(),
                List.of(),
                new Filters(List.of(), List.of(sources)), problems)
                .settings(new EmitterDefinition("payload", "orders", "create", verb, "", "", List.of(),
                        false, new PayloadType(String.class, List.of()), null, "A#b"));
    }

    private EmitterSettings settings() {
        return settings("POST", source("token-propagation"), source("oidc-client"));
    }

    @Test
    void noneByDefault() {
        assertThat(settings().filters()).isNull();
        properties.put(OWN + "idempotency-key", "false");
        properties.put(OWN + "token-propagation", "false");
        assertThat(settings().filters()).isNull();
        assertThat(settings().isOneAttempt()).isTrue();
        assertThat(asked).isEmpty();
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({ "idempotency-key,true,", "oidc-client,partner,oidc-client=partner",
            "token-propagation,true,token-propagation=true" })
    void eachIsSwitchedOnForItsEmitter(String key, String value, String source) {
        properties.put(OWN + key, value);
        EmitterSettings settings = settings();
        assertThat(settings.filters().filters()).hasSize(1);
        assertThat(settings.filters().emitterName()).isEqualTo("payload");
        // Filters and retries go the same way
        assertThat(settings.retry().maxAttempts()).isEqualTo(1);
        assertThat(asked).isEqualTo(source == null ? List.of() : List.of(source));
        assertThat(problems).isEmpty();
    }

    @Test
    void anIdempotencyKeyAndATokenGoTogether() {
        properties.put(OWN + "idempotency-key", "true");
        properties.put(OWN + "oidc-client", "partner");
        assertThat(settings().filters().filters()).hasSize(2);
    }

    @Test
    void aSourceThatTheApplicationDoesNotHaveIsAProblem() {
        properties.put(OWN + "oidc-client", "partner");
        assertThat(settings("POST", source("token-propagation"))).isNull();
        assertThat(problems).containsExactly(OWN + "oidc-client requires the extension quarkus-oidc-client, which the "
                + "application does not have: add it, or remove the property");
        problems.clear();
        properties.clear();
        properties.put(OWN + "token-propagation", "true");
        assertThat(settings("POST", source("oidc-client"))).isNull();
        assertThat(problems).containsExactly(OWN + "token-propagation requires an extension that authenticates by tokens, such "
                + "as quarkus-oidc, which the application does not have: add it, or remove the property");
    }

    @Test
    void aClientThatIsUnknownIsAProblem() {
        properties.put(OWN + "oidc-client", "unknown");
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "oidc-client names nobody");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "  " })
    void anEmptyClientIsAProblem(String client) {
        properties.put(OWN + "oidc-client", client);
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "oidc-client must not be empty: name a client, or remove it");
    }

    @Test
    void twoTokensAreAProblem() {
        properties.put(OWN + "oidc-client", "partner");
        properties.put(OWN + "token-propagation", "true");
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "token-propagation and oidc-client of that emitter both set the header "
                + "authorization: remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.dapr-invoke.", OWN })
    void aTokenAndAPropagatedHeaderAreAProblem(String prefix) {
        properties.put(prefix + "propagate-headers", "x-tenant,Authorization");
        properties.put(OWN + "oidc-client", "partner");
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "oidc-client and propagate-headers of that emitter both set the header "
                + "authorization: remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = { "quarkus.dapr-invoke.", OWN })
    void aTokenAndAHeaderOfEachCallAreAProblem(String prefix) {
        properties.put(prefix + "headers.\"Authorization\"", "Basic eA==");
        properties.put(OWN + "oidc-client", "partner");
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "oidc-client and the headers that annotation or configuration add to each "
                + "call of that emitter both set the header authorization: remove one of them");
    }

    @Test
    void anIdempotencyKeyThatIsTheSameForEachCallIsAProblem() {
        properties.put(OWN + "headers.\"Idempotency-Key\"", "\"1\"");
        properties.put(OWN + "idempotency-key", "true");
        assertThat(settings()).isNull();
        assertThat(problems).containsExactly(OWN + "idempotency-key and the headers that annotation or configuration add to "
                + "each call of that emitter both set the header idempotency-key: remove one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = { "GET", "put", "DELETE" })
    void anIdempotencyKeyForAVerbThatCarriesNoneIsAProblem(String verb) {
        properties.put(OWN + "idempotency-key", "true");
        assertThat(settings(verb)).isNull();
        assertThat(problems).containsExactly(OWN + "idempotency-key has no effect, because calls with the verb " + verb
                + " carry no key: remove it, or set it for an emitter with POST or PATCH");
    }

    @ParameterizedTest
    @ValueSource(strings = { "POST", "patch", "{verb}" })
    void anIdempotencyKeyIsForVerbsThatCarryOne(String verb) {
        properties.put(OWN + "idempotency-key", "true");
        assertThat(settings(verb).filters()).isNotNull();
        assertThat(problems).isEmpty();
    }
}
