package io.quarkiverse.daprinvoke.production.oidc;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.Unremovable;

/**
 * Emitters that {@link OidcTokensTest} gives clients of quarkus-oidc-client.
 */
@Singleton
@Unremovable
class OidcCalls {

    @Inject
    @DaprInvoke(name = "of-partner", appId = "partner", methodName = "m", httpVerb = "put")
    Emitter<String> ofPartner;

    @Inject
    @DaprInvoke(name = "of-partner-too", appId = "partner", methodName = "too", httpVerb = "put")
    Emitter<String> ofPartnerToo;

    @Inject
    @DaprInvoke(name = "of-other", appId = "partner", methodName = "other", httpVerb = "put")
    Emitter<String> ofOther;

    @Inject
    @DaprInvoke(name = "of-expiring", appId = "partner", methodName = "expiring", httpVerb = "put")
    Emitter<String> ofExpiring;

    @Inject
    @DaprInvoke(name = "of-failing", appId = "partner", methodName = "failing", httpVerb = "put")
    Emitter<String> ofFailing;
}
