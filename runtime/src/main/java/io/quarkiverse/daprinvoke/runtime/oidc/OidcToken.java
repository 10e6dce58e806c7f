package io.quarkiverse.daprinvoke.runtime.oidc;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.runtime.TokensHelper;
import io.smallrye.mutiny.Uni;

/**
 * Puts the access token of one OIDC client on calls, and refreshes it when it has expired.
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
                // It would keep an answer that is no token, and a request that is never answered
                .onFailure().invoke(this::forget)
                .onCancellation().invoke(this::forget)
                .replaceWithVoid();
    }

    private void forget() {
        tokens = new TokensHelper();
    }
}
