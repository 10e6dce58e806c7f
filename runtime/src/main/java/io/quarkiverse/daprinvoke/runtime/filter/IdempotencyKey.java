package io.quarkiverse.daprinvoke.runtime.filter;

import java.util.Set;
import java.util.UUID;

import io.quarkiverse.daprinvoke.filter.InvocationFilter;
import io.quarkiverse.daprinvoke.filter.OutgoingInvocation;
import io.smallrye.mutiny.Uni;

/**
 * Puts an {@code Idempotency-Key} on calls that are not idempotent: a structured string, the same for all attempts of a call
 * (draft-ietf-httpapi-idempotency-key-header).
 */
final class IdempotencyKey implements InvocationFilter {

    static final String HEADER = "idempotency-key";

    private static final Set<String> VERBS = Set.of("POST", "PATCH");

    /**
     * @param verb a verb in upper case
     */
    static boolean isFor(String verb) {
        return VERBS.contains(verb);
    }

    @Override
    public Uni<Void> filter(OutgoingInvocation call) {
        if (isFor(call.target().httpVerb()) && call.header(HEADER) == null) {
            call.header(HEADER, '"' + UUID.randomUUID().toString() + '"');
        }
        return Uni.createFrom().voidItem();
    }
}
