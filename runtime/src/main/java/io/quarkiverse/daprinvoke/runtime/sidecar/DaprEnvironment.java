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
public record DaprEnvironment(Config config) implements Function<String, Optional<String>> {

    @Override
    public Optional<String> apply(String name) {
        // The environment knows a variable by its dotted name too; other sources know it only as it is written
        return nonBlank(name).or(() -> nonBlank(name.toUpperCase(Locale.ROOT).replace('.', '_')));
    }

    private Optional<String> nonBlank(String name) {
        return PropertyReader.text(config, name).filter(value -> !value.isBlank());
    }
}
