package io.quarkiverse.daprinvoke.runtime;

import java.util.List;
import java.util.Optional;

import io.quarkiverse.daprinvoke.runtime.config.ConfiguredEmitter;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.WrittenProperties;
import io.quarkiverse.daprinvoke.runtime.request.AllowedAppIds;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.smallrye.config.SmallRyeConfig;

/**
 * The rules for app IDs in annotations and configuration.
 */
public final class AppIdRules {

    static final String ALLOWED = "allowed-app-ids";

    private final DaprInvokeConfig config;
    private final List<String> problems;
    private final AllowedAppIds ofAll;

    /**
     * @param problems receives the problems of the lists of allowed app IDs
     */
    AppIdRules(DaprInvokeConfig config, SmallRyeConfig properties, WrittenProperties written, List<String> problems) {
        this.config = config;
        this.problems = problems;
        ofAll = allowed(ConfiguredEmitter.allowedAppIdsOfAll(properties, written, problems), DaprInvokeConfig.ROOT + ALLOWED);
    }

    /**
     * @return the allow-list of app IDs, {@code null} to allow any
     */
    public AllowedAppIds ofAll() {
        return ofAll;
    }

    /**
     * @param property the property of the list, for messages
     * @return {@code null} if there is no list, or a problem was found
     */
    AllowedAppIds allowed(Optional<List<String>> ids, String property) {
        if (ids.isEmpty()) {
            return null;
        }
        try {
            List<String> trimmed = ids.get().stream().map(String::trim).toList();
            trimmed.forEach(this::checkUrl);
            return AllowedAppIds.of(property, trimmed);
        } catch (IllegalArgumentException e) {
            problems.add("An entry of " + property + " is invalid: " + e.getMessage());
            return null;
        }
    }

    /**
     * @param allowed the allow-list of app IDs, {@code null} to allow any
     * @throws IllegalArgumentException if this can never be called, for any values of its placeholders; the message does not
     *         repeat it
     */
    public void check(String appId, AllowedAppIds allowed) {
        TargetTemplate.checkAppId(appId);
        checkUrl(appId);
        TargetTemplate.checkAppId(appId, allowed);
    }

    private void checkUrl(String appId) {
        if (TargetTemplate.isUrl(appId) && !config.allowUrlAppIds()) {
            throw new IllegalArgumentException("a URL in the place of an app ID is allowed only if "
                    + "quarkus.dapr-invoke.allow-url-app-ids is true");
        }
    }
}
