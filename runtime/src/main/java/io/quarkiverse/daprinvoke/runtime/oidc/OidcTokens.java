package io.quarkiverse.daprinvoke.runtime.oidc;

import java.util.HashMap;
import java.util.Map;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.runtime.filter.TokenSource;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;

/**
 * Gets access tokens with the clients of quarkus-oidc-client. It is a bean only if the application has that extension.
 */
@Singleton
public class OidcTokens implements TokenSource {

    /** The name that quarkus-oidc-client uses for the client without a name. */
    private static final String DEFAULT = "Default";

    private final Instance<OidcClients> clients;
    // One instance for each client, because it caches the token
    private final Map<String, InvocationFilter> filters = new HashMap<>();

    /**
     * @param clients unsatisfied if the extension is disabled
     */
    public OidcTokens(Instance<OidcClients> clients) {
        this.clients = clients;
    }

    @Override
    public String key() {
        return "oidc-client";
    }

    @Override
    public InvocationFilter filter(String name) {
        if (!clients.isResolvable()) {
            throw new IllegalArgumentException("requires quarkus-oidc-client, which is disabled: set "
                    + "quarkus.oidc-client.enabled=true, or remove the property");
        }
        OidcClient client = name.equals(DEFAULT) ? clients.get().getClient() : clients.get().getClient(name);
        if (client == null) {
            throw new IllegalArgumentException("names the OIDC client '" + name + "', which the application does not have: set "
                    + "quarkus.oidc-client.\"" + name + "\".*, or name the client without a name " + DEFAULT);
        }
        return filters.computeIfAbsent(name, added -> new OidcToken(client));
    }
}
