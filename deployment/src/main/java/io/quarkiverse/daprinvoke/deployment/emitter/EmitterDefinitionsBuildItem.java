package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.List;

import io.quarkiverse.daprinvoke.runtime.EmitterDefinition;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/**
 * The recorded definitions of all emitters, in the order of their build items.
 */
final class EmitterDefinitionsBuildItem extends SimpleBuildItem {

    private final RuntimeValue<List<EmitterDefinition>> definitions;

    EmitterDefinitionsBuildItem(RuntimeValue<List<EmitterDefinition>> definitions) {
        this.definitions = definitions;
    }

    RuntimeValue<List<EmitterDefinition>> getDefinitions() {
        return definitions;
    }
}
