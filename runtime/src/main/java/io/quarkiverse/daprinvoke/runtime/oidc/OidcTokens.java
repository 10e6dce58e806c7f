package io.quarkiverse.daprinvoke.runtime.oidc;

import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.runtime.filter.TokenSource;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;

/**
 * Gets access tokens with the clients of quarkus-oidc-client. A bean only if the application has that extension.
 */
@Singleton
public class OidcTokens implements TokenSource {

    /** How quarkus-oidc-client calls the client without a name. */
    private static final String DEFAULT = "Default";

    private final OidcClients clients;
    // One for each client, because each keeps its token
    private final Map<String, InvocationFilter> filters = new HashMap<>();

    public OidcTokens(OidcClients clients) {
        this.clients = clients;
    }

    @Override
    public String key() {
        return "oidc-client";
    }

    @Override
    public InvocationFilter filter(String name) {
        OidcClient client = name.equals(DEFAULT) ? clients.getClient() : clients.getClient(name);
        if (client == null) {
            throw new IllegalArgumentException("names the OIDC client '" + name + "', which the application does not have: set "
                    + "quarkus.oidc-client.\"" + name + "\".*, or name the client without a name " + DEFAULT);
        }
        return filters.computeIfAbsent(name, added -> new OidcToken(client));
    }
}
