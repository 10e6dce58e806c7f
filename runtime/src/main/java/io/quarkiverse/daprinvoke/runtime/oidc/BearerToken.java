package io.quarkiverse.daprinvoke.runtime.oidc;

import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;

/**
 * The header {@code authorization} with a bearer token.
 */
final class BearerToken {

    private static final String AUTHORIZATION = "authorization";

    private BearerToken() {
    }

    /**
     * @return whether the call itself sets the header, so that no token is required
     */
    static boolean isSetBy(OutgoingInvocation call) {
        return call.parameters().headers().stream().anyMatch(header -> header.name().equalsIgnoreCase(AUTHORIZATION));
    }

    /**
     * @param token the token, may be {@code null}
     * @param problem the message of the failure if there is none
     */
    static void put(OutgoingInvocation call, String token, String problem) {
        if (token == null || token.isBlank()) {
            throw new IllegalStateException(problem);
        }
        call.header(AUTHORIZATION, "Bearer " + token);
    }
}
