package io.quarkiverse.daprinvoke.it.types;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Sent by an emitter of {@code Object}, so that only the application registers it.
 */
@RegisterForReflection
public record Complaint(String about, int angriness) {
}
