package io.quarkiverse.daprinvoke.runtime.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Instance;

import org.junit.jupiter.api.Test;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;

class OidcTokensTest {

    private final List<String> asked = new ArrayList<>();
    private final OidcTokens tokens = new OidcTokens(instance());

    @SuppressWarnings("unchecked")
    private Instance<OidcClients> instance() {
        return (Instance<OidcClients>) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Instance.class },
                (proxy, method, arguments) -> method.getName().equals("get") ? proxy(OidcClients.class) : true);
    }

    @SuppressWarnings("unchecked")
    private <X> X proxy(Class<X> type) {
        return (X) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
            String name = arguments == null ? "" : (String) arguments[0];
            asked.add(name);
            return name.equals("nobody") ? null : proxy(OidcClient.class);
        });
    }

    @Test
    void emittersOfOneClientShareItsToken() {
        assertThat(tokens.filter("partner")).isSameAs(tokens.filter("partner")).isNotSameAs(tokens.filter("other"));
        assertThat(asked).containsOnly("partner", "other");
    }

    @Test
    void theClientWithoutANameIsDefault() {
        tokens.filter("Default");
        assertThat(asked).containsExactly("");
    }

    @Test
    void aTokenIsAskedForBeforeEachAttempt() {
        assertThat(tokens.filter("partner").everyAttempt()).isTrue();
    }

    @Test
    void aClientThatThereIsNotIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.filter("nobody"))
                .withMessage("names the OIDC client 'nobody', which the application does not have: set "
                        + "quarkus.oidc-client.\"nobody\".*, or name the client without a name Default");
    }
}
