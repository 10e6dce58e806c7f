package io.quarkiverse.daprinvoke.runtime;

import java.util.List;

import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.ConfiguredEmitter;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;
import io.smallrye.mutiny.Multi;

/**
 * Decides which responses can be empty, and for which emitters the status 404 is an empty response.
 */
final class EmptyResponses {

    private EmptyResponses() {
    }

    /**
     * @param own the configuration of the emitter, {@code null} if it has no name
     * @param problems receives a message if the configuration has no effect
     * @return whether the status 404 is an empty response
     */
    static boolean ofNotFound(EmitterDefinition definition, EmitterConfig own, List<String> problems) {
        boolean empty = own == null ? definition.isNotFoundIsEmpty()
                : own.notFoundIsEmpty().orElse(definition.isNotFoundIsEmpty());
        // The build has already refused an annotation without effect
        if (empty && !canBeEmpty(definition.getResponseType())) {
            problems.add(ConfiguredEmitter.property(definition.getName(), "not-found-is-empty")
                    + " has no effect on the emitter at " + definition.getPlaces() + ", whose response is not read as a whole: "
                    + "remove it, or inject a RequestEmitter whose response is not a Multi");
        }
        return empty;
    }

    private static boolean canBeEmpty(PayloadType reply) {
        return reply != null && reply.getRawType() != Multi.class
                && (reply.getRawType() != InvokeResponse.class || canBeEmpty(reply.getArguments().get(0)));
    }
}
