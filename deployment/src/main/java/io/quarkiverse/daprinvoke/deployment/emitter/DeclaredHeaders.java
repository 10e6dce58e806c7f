package io.quarkiverse.daprinvoke.deployment.emitter;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.request.DeclaredHeader;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;

/**
 * The rules for the member {@code headers} of {@code @DaprInvoke}. Messages do not repeat values, which may be secret.
 */
final class DeclaredHeaders {

    private final InjectedEmitter emitter;
    private final Consumer<String> fault;

    /**
     * @param fault receives the message of each fault
     */
    DeclaredHeaders(InjectedEmitter emitter, Consumer<String> fault) {
        this.emitter = emitter;
        this.fault = fault;
    }

    void validate() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        int position = 0;
        for (String entry : emitter.declaration().headers()) {
            position++;
            DeclaredHeader header;
            try {
                header = DeclaredHeader.parse(entry);
                FixedParameters.checkHeaderName(header.name());
            } catch (IllegalArgumentException e) {
                // An invalid name may be a misplaced secret
                fault.accept("Entry " + position + " of the headers of @DaprInvoke is invalid, " + e.getMessage() + ": "
                        + emitter.place() + ". Correct it");
                continue;
            }
            if (!names.add(header.name())) {
                fault.accept("The header " + header.name() + " of @DaprInvoke is declared twice: " + emitter.place()
                        + ". Keep one of the entries");
            }
            validateValue(header);
        }
    }

    private void validateValue(DeclaredHeader header) {
        if (header.value().isEmpty()) {
            fault.accept("The header " + header.name() + " of @DaprInvoke has no value: " + emitter.place()
                    + ". Add one, or remove the entry");
            return;
        }
        // The value of an expression is checked when the application starts
        if (!ConfigExpressions.isExpression(header.value())) {
            try {
                FixedParameters.checkHeaderValue(header.name(), header.value());
            } catch (IllegalArgumentException e) {
                fault.accept("The header " + header.name() + " of @DaprInvoke is invalid, " + e.getMessage() + ": "
                        + emitter.place() + ". Correct its value");
            }
        }
    }
}
