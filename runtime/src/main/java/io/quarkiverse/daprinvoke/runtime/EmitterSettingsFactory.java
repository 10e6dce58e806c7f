package io.quarkiverse.daprinvoke.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;
import io.quarkiverse.daprinvoke.runtime.codec.BodyProblem;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadEncoder;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.config.ConfiguredEmitter;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;
import io.quarkiverse.daprinvoke.runtime.config.WrittenProperties;
import io.quarkiverse.daprinvoke.runtime.filter.EmitterFilters;
import io.quarkiverse.daprinvoke.runtime.filter.Filters;
import io.quarkiverse.daprinvoke.runtime.request.AllowedAppIds;
import io.quarkiverse.daprinvoke.runtime.request.FixedParameters;
import io.quarkiverse.daprinvoke.runtime.request.InboundHeaders;
import io.quarkiverse.daprinvoke.runtime.request.PlaceholderValues;
import io.quarkiverse.daprinvoke.runtime.request.PropagatedHeaders;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;
import io.smallrye.config.SmallRyeConfig;

/**
 * Combines configuration and annotations when the application starts, and collects the problems.
 */
final class EmitterSettingsFactory {

    private final DaprInvokeConfig config;
    private final SmallRyeConfig properties;
    private final WrittenProperties written;
    private final SidecarAddress configuredSidecar;
    private final Supplier<ObjectMapper> mapper;
    private final PlaceholderValues requestValues;
    private final InboundHeaders inboundHeaders;
    private final RetrySettingsFactory retries;
    private final FixedParametersFactory fixedParameters;
    private final List<CallObserver> observers;
    private final Filters filters;
    private final List<String> problems;
    private final Map<PayloadType, PayloadEncoder> encoders = new HashMap<>();
    private final AppIdRules appIds;
    private final PropagatedHeaders propagatedHeaders;

    /**
     * @param inboundHeaders headers of the current request, {@code null} if the application serves no requests
     * @param observers the observers of all calls
     * @param filters the filters of the application
     * @param problems receives the problems
     */
    EmitterSettingsFactory(DaprInvokeConfig config, SmallRyeConfig properties, SidecarAddress configuredSidecar,
            Supplier<ObjectMapper> mapper, PlaceholderValues requestValues,
            InboundHeaders inboundHeaders,
            List<CallObserver> observers, Filters filters, List<String> problems) {
        this.config = config;
        this.properties = properties;
        this.written = new WrittenProperties(properties);
        this.configuredSidecar = configuredSidecar;
        this.mapper = mapper;
        this.requestValues = requestValues;
        this.inboundHeaders = inboundHeaders;
        this.retries = new RetrySettingsFactory(config.retry(), problems);
        this.fixedParameters = new FixedParametersFactory(properties, written, problems);
        this.observers = observers;
        this.filters = filters;
        this.problems = problems;
        this.appIds = new AppIdRules(config, properties, written, problems);
        // Created once, so that its problems are not reported for each emitter
        Optional<List<String>> headers = ConfiguredEmitter.propagatedHeadersOfAll(properties, written, problems);
        propagatedHeaders = headers.isEmpty() ? null
                : propagated(headers.get(), DaprInvokeConfig.ROOT + "propagate-headers");
    }

    AppIdRules appIds() {
        return appIds;
    }

    /**
     * @return the definition with the expressions in its name resolved
     */
    EmitterDefinition named(EmitterDefinition definition) {
        try {
            return definition.withName(ConfigExpressions.resolve(definition.getName(), properties));
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problems.add("The name of @DaprInvoke at " + definition.getPlaces() + " is invalid: " + e.getMessage());
            return definition;
        }
    }

    /**
     * The build compares names before expressions are resolved. Two names can be equal after that.
     *
     * @param definitions definitions whose names are resolved
     */
    void checkNames(List<EmitterDefinition> definitions) {
        Map<String, EmitterDefinition> byName = new HashMap<>();
        for (EmitterDefinition definition : definitions) {
            EmitterDefinition other = definition.getName().isEmpty() ? null
                    : byName.putIfAbsent(definition.getName(), definition);
            if (other != null && !other.declaresTheSameAs(definition)) {
                problems.add("The emitter name '" + definition.getName() + "' must have one declaration, but is declared "
                        + "differently at " + other.getPlaces() + " and at " + definition.getPlaces());
            }
        }
    }

    /**
     * Checks that all configured properties have an effect.
     *
     * @param definitions all definitions, their names resolved
     * @param yaml finds the names without a value in a YAML file, {@code null} without YAML
     * @return the names of properties that configure emitters that the application does not have
     */
    Collection<String> checkProperties(List<EmitterDefinition> definitions, Function<String, Set<String>> yaml) {
        Set<String> names = new HashSet<>();
        for (EmitterDefinition definition : definitions) {
            if (!definition.getName().isEmpty()) {
                names.add(definition.getName());
            }
        }
        filters.check(names, problems);
        return written.check(names, yaml, problems);
    }

    /**
     * @param definition a definition whose name is resolved
     * @return the settings, {@code null} if a problem was found
     */
    EmitterSettings settings(EmitterDefinition definition) {
        int before = problems.size();
        EmitterConfig own = definition.getName().isEmpty() ? null
                : new ConfiguredEmitter(definition.getName(), fixedParameters.headerNames(definition), properties, written,
                        problems);
        AllowedAppIds ownAllowed = own == null ? null
                : appIds.allowed(own.allowedAppIds(), property(definition, AppIdRules.ALLOWED));
        AllowedAppIds allowed = ownAllowed != null ? ownAllowed : appIds.ofAll();
        String appId = member(definition, own == null ? Optional.empty() : own.appId(), definition.getAppId(), "app-id",
                allowed);
        String methodName = member(definition, own == null ? Optional.empty() : own.methodName(), definition.getMethodName(),
                "method-name", allowed);
        String httpVerb = member(definition, own == null ? Optional.empty() : own.httpVerb(), definition.getHttpVerb(),
                "http-verb", allowed);
        String contentType = member(definition, own == null ? Optional.empty() : own.contentType(),
                definition.getContentType(), "content-type", allowed);
        String address = member(definition, own == null ? Optional.empty() : own.daprAddress(), definition.getDaprAddress(),
                "dapr-address", allowed);
        require(appId, "app-id", definition);
        require(methodName, "method-name", definition);
        require(httpVerb, "http-verb", definition);
        Duration timeout = own == null ? config.requestTimeout() : own.requestTimeout().orElse(config.requestTimeout());
        if (!Timeouts.isValid(timeout)) {
            problems.add(property(definition, "request-timeout") + " must be " + Timeouts.RULE);
        }
        Optional<List<String>> ownHeaders = own == null ? Optional.empty() : own.propagateHeaders();
        PropagatedHeaders propagated = ownHeaders.isEmpty() ? propagatedHeaders
                : propagated(ownHeaders.get(), property(definition, "propagate-headers"));
        FixedParameters headers = fixedParameters.headers(definition, own);
        FixedParameters query = fixedParameters.query(definition, own);
        boolean notFoundIsEmpty = EmptyResponses.ofNotFound(definition, own, problems);
        RetrySettings retry = own == null ? retries.common() : retries.settings(own.retry(), property(definition, "retry."));
        EmitterFilters filters = this.filters.of(definition.getName(), own, httpVerb, headers, propagated, problems);
        if (problems.size() > before) {
            return null;
        }
        SidecarAddress sidecar = address.isEmpty() ? configuredSidecar : SidecarAddress.parse(address);
        TargetTemplate target = TargetTemplate.of(sidecar.basePath(), appId, allowed, methodName, httpVerb);
        return new EmitterSettings(sidecar, target, contentType.isEmpty() ? null : contentType, GzipThreshold.of(config, own),
                timeout, encoder(definition.getPayloadType()), requestValues, headers, query, propagated, notFoundIsEmpty,
                retry, new ObservedEmitter(target, sidecar, observers), new MissingValues(definition.getPlaces()), filters);
    }

    private PayloadEncoder encoder(PayloadType type) {
        PayloadEncoder encoder = encoders.get(type);
        if (encoder == null) {
            encoder = PayloadEncoder.of(type, mapper);
            encoders.put(type, encoder);
        }
        return encoder;
    }

    /**
     * @return {@code null} if none are propagated
     */
    private PropagatedHeaders propagated(List<String> names, String property) {
        if (names.isEmpty()) {
            return null;
        }
        if (inboundHeaders == null) {
            problems.add(
                    property + " names headers of inbound HTTP requests, but the application serves no requests: remove it, or "
                            + "add an extension that serves requests, such as quarkus-rest");
            return null;
        }
        List<String> checked = new ArrayList<>(names.size());
        for (String name : names) {
            String header = name.trim();
            try {
                PropagatedHeaders.checkName(header);
                if (checked.stream().noneMatch(header::equalsIgnoreCase)) {
                    checked.add(header);
                }
            } catch (IllegalArgumentException e) {
                problems.add(property + " names a header that cannot be passed on: " + e.getMessage());
            }
        }
        return new PropagatedHeaders(checked, inboundHeaders);
    }

    private String member(EmitterDefinition definition, Optional<String> value, String declared, String key,
            AllowedAppIds allowed) {
        try {
            String text = value.isPresent() ? value.get() : ConfigExpressions.resolve(declared, properties);
            if (!text.isEmpty()) {
                check(definition, key, text, allowed);
            }
            return text;
        } catch (IllegalArgumentException | NoSuchElementException | BodyProblem e) {
            String source = value.isPresent() ? property(definition, key) : "@DaprInvoke at " + definition.getPlaces();
            problems.add("The " + key + " of " + source + " is invalid: " + e.getMessage());
            // Not empty, so that only one problem is reported
            return "invalid";
        }
    }

    private void check(EmitterDefinition definition, String key, String text, AllowedAppIds allowed) throws BodyProblem {
        switch (key) {
            case "app-id" -> appIds.check(text, allowed);
            case "method-name" -> TargetTemplate.checkMethodName(text);
            case "http-verb" -> TargetTemplate.checkHttpVerb(text);
            case "content-type" -> {
                RequestHeaders.checkContentType(text);
                encoder(definition.getPayloadType()).check(text);
            }
            case "dapr-address" -> SidecarAddress.parse(text);
            default -> throw new IllegalStateException(key);
        }
    }

    private void require(String value, String key, EmitterDefinition definition) {
        if (value.isEmpty()) {
            problems.add(definition.getName().isEmpty()
                    ? "The " + key + " of @DaprInvoke at " + definition.getPlaces()
                            + " is empty once its expressions are resolved"
                    : "The emitter '" + definition.getName() + "', injected at " + definition.getPlaces() + ", has no " + key
                            + ": set " + property(definition, key));
        }
    }

    private static String property(EmitterDefinition definition, String key) {
        return ConfiguredEmitter.property(definition.getName(), key);
    }
}
