package io.quarkiverse.daprinvoke.runtime.oidc;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.quarkiverse.daprinvoke.runtime.filter.CallerFilter;
import io.quarkiverse.daprinvoke.runtime.filter.TokenSource;
import io.quarkus.security.credential.TokenCredential;
import io.smallrye.mutiny.Uni;

/**
 * Propagates the token that authenticates the current request, like the token propagation of Quarkus. It is a bean only if the
 * application has the security API of Quarkus.
 */
@Singleton
public class CallerTokens implements TokenSource {

    private final Instance<TokenCredential> credential;

    public CallerTokens(Instance<TokenCredential> credential) {
        this.credential = credential;
    }

    @Override
    public String key() {
        return "token-propagation";
    }

    @Override
    public InvocationFilter filter(String value) {
        if (!credential.isResolvable()) {
            throw new IllegalArgumentException("requires exactly one bean of the type " + TokenCredential.class.getName()
                    + ", but the application has " + (credential.isAmbiguous() ? "several" : "none")
                    + ": add an extension that authenticates by tokens, such as quarkus-oidc, or remove the property");
        }
        return (CallerFilter) this::ofCall;
    }

    private InvocationFilter ofCall() {
        String token;
        try {
            token = credential.get().getToken();
        } catch (RuntimeException e) {
            // For example if there is no current request
            return call -> BearerToken.isSetBy(call) ? Uni.createFrom().voidItem() : Uni.createFrom().failure(e);
        }
        return call -> put(call, token);
    }

    private static Uni<Void> put(OutgoingInvocation call, String token) {
        if (!BearerToken.isSetBy(call)) {
            BearerToken.put(call, token, "The current request has no token to pass on");
        }
        return Uni.createFrom().voidItem();
    }
}
