package io.quarkiverse.daprinvoke.deployment.integration;

import io.quarkiverse.daprinvoke.runtime.oidc.CallerTokens;
import io.quarkiverse.daprinvoke.runtime.oidc.OidcTokens;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.bootstrap.classloading.QuarkusClassLoader;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Registers the sources of access tokens, for emitters whose configuration requires tokens.
 */
class TokensProcessor {

    @BuildStep
    void registerTokenSources(Capabilities capabilities, BuildProducer<AdditionalBeanBuildItem> beans) {
        // By name, so that the classes are not loaded without the extensions
        if (capabilities.isPresent(Capability.OIDC_CLIENT)) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(OidcTokens.class.getName()));
        }
        if (QuarkusClassLoader.isClassPresentAtRuntime("io.quarkus.security.credential.TokenCredential")) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(CallerTokens.class.getName()));
        }
    }
}
