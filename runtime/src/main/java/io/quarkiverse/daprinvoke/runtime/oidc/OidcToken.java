package io.quarkiverse.daprinvoke.runtime.oidc;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;

/**
 * Adds the access token of one OIDC client to calls, and refreshes it when it has expired.
 */
final class OidcToken implements InvocationFilter {

    private final OidcClient client;
    private volatile TokensHelper tokens = new TokensHelper();

    OidcToken(OidcClient client) {
        this.client = client;
    }

    @Override
    public boolean everyAttempt() {
        return true;
    }

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        if (BearerToken.isSetBy(call)) {
            return Uni.createFrom().voidItem();
        }
        TokensHelper used = tokens;
        return used.getTokens(client).onItem().invoke(
                answer -> BearerToken.put(call, answer.getAccessToken(),
                        "The response of the OIDC server has no access token"))
                // The client would otherwise keep a response without a token, or a request without a response
                .onFailure().invoke(this::forget)
                .onCancellation().invoke(this::forget)
                .replaceWithVoid();
    }

    private void forget() {
        tokens = new TokensHelper();
    }
}
