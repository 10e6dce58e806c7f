package io.quarkiverse.daprinvoke.runtime.request;

import java.util.Collection;
import java.util.Set;

/**
 * The allow-list of app IDs.
 *
 * @param property the property that lists them, for messages
 * @param ids the app IDs
 */
public record AllowedAppIds(String property, Set<String> ids) {

    /**
     * @throws IllegalArgumentException if one of them is not an app ID; the message is a rule that does not repeat it
     */
    public static AllowedAppIds of(String property, Collection<String> ids) {
        for (String id : ids) {
            if (!Template.parse(id).isLiteral()) {
                throw new IllegalArgumentException("a list of app IDs must not contain placeholders");
            }
            TargetTemplate.checkAppId(id);
        }
        return new AllowedAppIds(property, Set.copyOf(ids));
    }

    /**
     * @throws IllegalArgumentException if the app ID is not allowed; the message does not repeat it
     */
    void check(String appId) {
        // Compared like in the sidecar: letter case and namespace are significant
        if (!ids.contains(appId)) {
            throw new IllegalArgumentException("the app ID is not listed in " + property
                    + ", so it must not be called; add it there to allow it");
        }
    }
}
