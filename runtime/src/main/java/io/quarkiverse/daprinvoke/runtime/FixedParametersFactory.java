package io.quarkiverse.daprinvoke.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.config.ConfiguredEmitter;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;
import io.quarkiverse.daprinvoke.runtime.config.WrittenProperties;
import io.quarkiverse.daprinvoke.runtime.request.DeclaredHeader;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;
import io.smallrye.config.SmallRyeConfig;

/**
 * Collects the headers and query parameters that annotation and configuration add to calls, and their problems.
 */
final class FixedParametersFactory {

    private final SmallRyeConfig properties;
    private final List<String> problems;
    /** Checked once, so that their problems are not reported for each emitter. */
    private final Map<String, String> headersOfAll = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param written the properties that the configuration sources list
     * @param problems receives the problems
     */
    FixedParametersFactory(SmallRyeConfig properties, WrittenProperties written, List<String> problems) {
        this.properties = properties;
        this.problems = problems;
        putConfigured(headersOfAll, ConfiguredEmitter.headersOfAll(properties, written, problems),
                DaprInvokeConfig.ROOT + "headers.", FixedParametersFactory::checkHeader);
    }

    /**
     * @return the names of the headers that calls of an emitter have without its configuration
     */
    Set<String> headerNames(EmitterDefinition definition) {
        Set<String> names = new LinkedHashSet<>(headersOfAll.keySet());
        for (String header : definition.getHeaders()) {
            names.add(DeclaredHeader.parse(header).name());
        }
        return names;
    }

    /**
     * @param own the configuration of the emitter, {@code null} if it has no name
     * @return the headers of its calls: its configuration takes precedence over its annotation, and both over those of all
     *         emitters
     */
    FixedParameters headers(EmitterDefinition definition, EmitterConfig own) {
        int before = problems.size();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (own != null) {
            putConfigured(headers, own.headers(), ConfiguredEmitter.property(definition.getName(), "headers."),
                    FixedParametersFactory::checkHeader);
        }
        for (String declared : definition.getHeaders()) {
            DeclaredHeader header = DeclaredHeader.parse(declared);
            if (!headers.containsKey(header.name())) {
                putDeclared(headers, header, definition);
            }
        }
        headersOfAll.forEach(headers::putIfAbsent);
        return problems.size() > before ? FixedParameters.NONE : FixedParameters.headers(headers);
    }

    /**
     * @param own the configuration of the emitter, {@code null} if it has no name
     * @return the query parameters of its calls
     */
    FixedParameters query(EmitterDefinition definition, EmitterConfig own) {
        if (own == null) {
            return FixedParameters.NONE;
        }
        int before = problems.size();
        Map<String, String> query = new TreeMap<>();
        putConfigured(query, own.query(), ConfiguredEmitter.property(definition.getName(), "query."),
                FixedParameters::checkQueryParameter);
        return problems.size() > before ? FixedParameters.NONE : FixedParameters.query(query);
    }

    private static void checkHeader(String name, String value) {
        FixedParameters.checkHeaderName(name);
        FixedParameters.checkHeaderValue(name, value);
    }

    /** The build has checked everything except the values of expressions. */
    private void putDeclared(Map<String, String> headers, DeclaredHeader header, EmitterDefinition definition) {
        try {
            String value = ConfigExpressions.resolve(header.value(), properties);
            if (!value.isEmpty()) {
                FixedParameters.checkHeaderValue(header.name(), value);
                headers.put(header.name(), value);
            }
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problems.add("The header " + header.name() + " of @DaprInvoke at " + definition.getPlaces() + " is invalid: "
                    + e.getMessage());
        }
    }

    private void putConfigured(Map<String, String> parameters, Map<String, Optional<String>> configured, String prefix,
            BiConsumer<String, String> rule) {
        configured.forEach((name, value) -> {
            try {
                if (value.isPresent()) {
                    rule.accept(name, value.get());
                    parameters.put(name, value.get());
                }
            } catch (IllegalArgumentException e) {
                problems.add(prefix + '"' + name + "\" is invalid: " + e.getMessage());
            }
        });
    }
}
