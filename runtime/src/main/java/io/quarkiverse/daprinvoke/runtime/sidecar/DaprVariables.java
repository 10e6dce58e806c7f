package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.daprinvoke.runtime.config.PropertyReader;

/**
 * The variables that Dapr gives to an application, by their dotted names, from any configuration source. Blank ones are none. A
 * variable with an expression without a value is a {@link java.util.NoSuchElementException}.
 */
public record DaprVariables(Config config) implements Function<String, Optional<String>> {

    @Override
    public Optional<String> apply(String name) {
        // The environment knows a variable by its dotted name too; other sources know it only as it is written
        Optional<String> dotted = nonBlank(name);
        return dotted.isPresent() ? dotted : nonBlank(name.toUpperCase(Locale.ROOT).replace('.', '_'));
    }

    /** Without lambdas, because each costs every start about half a millisecond. */
    private Optional<String> nonBlank(String name) {
        Optional<String> value = PropertyReader.text(config, name);
        return value.isPresent() && value.get().isBlank() ? Optional.empty() : value;
    }
}
