package io.quarkiverse.daprinvoke.runtime.dev;

import java.util.List;

/**
 * One emitter with its configuration, as the Dev UI shows it.
 *
 * @param name its name, empty for none
 * @param placeholders the names in its target, headers and query parameters that have no value before a call
 * @param configured the properties that are set for it
 */
public record EmitterView(String name, String httpVerb, String appId, String methodName, List<String> placeholders,
        List<String> configured) {
}
