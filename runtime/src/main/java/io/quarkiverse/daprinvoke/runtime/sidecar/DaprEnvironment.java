package io.quarkiverse.daprinvoke.runtime.sidecar;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.daprinvoke.runtime.config.PropertyReader;

/**
 * The environment variables of Dapr, by their dotted names, from any configuration source. Blank values are absent. An
 * expression without a value leads to a {@link java.util.NoSuchElementException}.
 */
public record DaprEnvironment(Config config) implements Function<String, Optional<String>> {

    @Override
    public Optional<String> apply(String name) {
        // The environment source also finds a variable by its dotted name. Other sources contain the exact name only
        return nonBlank(name).or(() -> nonBlank(name.toUpperCase(Locale.ROOT).replace('.', '_')));
    }

    private Optional<String> nonBlank(String name) {
        return PropertyReader.text(config, name).filter(value -> !value.isBlank());
    }
}
