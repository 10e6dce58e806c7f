package io.quarkiverse.daprinvoke.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters.Parameter;
import io.quarkiverse.daprinvoke.InvokeResponse;
import io.quarkiverse.daprinvoke.Invoker;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.runtime.codec.LazyMapper;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseType;
import io.quarkiverse.daprinvoke.runtime.codec.ResponseTypes;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.PassThroughStatus;
import io.quarkiverse.daprinvoke.runtime.filter.Filters;
import io.quarkiverse.daprinvoke.runtime.request.InboundHeaders;
import io.quarkiverse.daprinvoke.runtime.request.PlaceholderValues;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.LoggedCalls;
import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.buffer.Buffer;

/**
 * All emitters of the application. They are created when it starts, so that their problems are reported then.
 */
@Singleton
public class Emitters {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    /** One object, because it caches the reader of each type. */
    private static final PayloadType PLAIN = new PayloadType(InvokeResponse.class,
            List.of(new PayloadType(Buffer.class, List.of())));

    private final SidecarClient client;
    private final DaprInvokeConfig config;
    private final SmallRyeConfig properties;
    private final LazyMapper mapper;
    private final ResponseTypes responses;
    private final boolean withRest;
    private final PlaceholderValues requestValues;
    private final InboundHeaders inboundHeaders;
    private final Iterable<CallObserver> observers;
    private final Filters filters;
    private List<EmitterDefinition> definitions = List.of();
    private List<InvokerImpl<?, ?>> emitters = List.of();
    private List<CallObserver> allObservers = List.of();
    private AppIdRules appIds;

    @Inject
    public Emitters(SidecarClient client, DaprInvokeConfig config, Instance<ObjectMapper> mapper,
            Instance<PlaceholderValues> requestValues, Instance<InboundHeaders> inboundHeaders,
            Instance<CallObserver> observers, Filters filters) {
        // Injecting the configuration as a bean would slow down the start more than anything else here
        this(client, config, ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), one(mapper), requestValues,
                inboundHeaders, observers, filters);
    }

    /** Reports a missing mapper at the start instead of at the first use of JSON. */
    private static Instance<ObjectMapper> one(Instance<ObjectMapper> mapper) {
        if (!mapper.isResolvable()) {
            throw new ConfigurationException("Emitters require exactly one ObjectMapper bean without a qualifier, but the "
                    + "application has " + (mapper.isAmbiguous() ? "several" : "none"));
        }
        return mapper;
    }

    Emitters(SidecarClient client, DaprInvokeConfig config, SmallRyeConfig properties, Instance<ObjectMapper> mapper,
            Instance<PlaceholderValues> requestValues, Instance<InboundHeaders> inboundHeaders,
            Iterable<CallObserver> observers, Filters filters) {
        this.client = client;
        this.config = config;
        this.properties = properties;
        this.mapper = new LazyMapper(mapper);
        this.responses = new ResponseTypes(this.mapper);
        withRest = requestValues.isResolvable();
        this.requestValues = withRest ? requestValues.get() : name -> null;
        this.inboundHeaders = inboundHeaders.isResolvable() ? inboundHeaders.get() : null;
        this.observers = observers;
        this.filters = filters;
    }

    /**
     * @param yaml finds the names without a value in a YAML file, {@code null} without YAML
     * @throws ConfigurationException if the configuration of emitters is incomplete or invalid; the message lists all problems
     */
    void start(List<EmitterDefinition> definitions, Function<String, Set<String>> yaml) {
        List<CallObserver> allObservers = new ArrayList<>();
        allObservers.add(new LoggedCalls());
        for (CallObserver observer : observers) {
            allObservers.add(observer);
        }
        this.allObservers = List.copyOf(allObservers);
        List<String> problems = new ArrayList<>();
        EmitterSettingsFactory factory = new EmitterSettingsFactory(config, properties, client.configuredSidecar(), mapper,
                requestValues, inboundHeaders, allObservers, filters, problems);
        appIds = factory.appIds();
        List<EmitterDefinition> named = new ArrayList<>(definitions.size());
        for (EmitterDefinition definition : definitions) {
            named.add(factory.named(definition));
        }
        factory.checkNames(named);
        List<InvokerImpl<?, ?>> started = new ArrayList<>(named.size());
        boolean tokenIsSent = false;
        Set<SidecarAddress> unreachable = new LinkedHashSet<>();
        for (EmitterDefinition definition : named) {
            EmitterSettings settings = factory.settings(definition);
            if (settings != null && !client.canConnectTo(settings.sidecar())) {
                unreachable.add(settings.sidecar());
            }
            tokenIsSent |= settings != null && client.sendsTokenTo(settings.sidecar());
            started.add(emitter(definition, settings));
        }
        Collection<String> unused = factory.checkProperties(named, yaml);
        checkPassThroughStatus(problems);
        for (SidecarAddress sidecar : unreachable) {
            problems.add("The Dapr sidecar at " + sidecar + " listens on a Unix domain socket, which "
                    + (ImageMode.current().isNativeImage()
                            ? "a native executable of Quarkus 3 cannot connect to: configure it to listen on a port instead"
                            : "requires a native transport: set quarkus.vertx.prefer-native-transport=true, and add "
                                    + "io.netty:netty-transport-native-epoll (or -kqueue) with the classifier of the platform "
                                    + "to the dependencies"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.size() == 1 ? problems.get(0)
                    : "Found " + problems.size() + " problems with emitters:\n" + String.join("\n", problems));
        }
        for (InvokerImpl<?, ?> emitter : started) {
            emitter.tellObservers();
        }
        this.definitions = named;
        emitters = List.copyOf(started);
        if (!unused.isEmpty()) {
            LOG.warnf("These properties configure no emitter of the application: %s", String.join(", ", unused));
        }
        if (tokenIsSent) {
            client.warnOfPlainText();
        }
    }

    private void checkPassThroughStatus(List<String> problems) {
        try {
            if (PassThroughStatus.of(config.rest().passThroughStatus()) != PassThroughStatus.OFF && !withRest) {
                problems.add(
                        "quarkus.dapr-invoke.rest.pass-through-status has no effect without Quarkus REST: add quarkus-rest, "
                                + "or remove the property");
            }
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private InvokerImpl<?, ?> emitter(EmitterDefinition definition, EmitterSettings settings) {
        PayloadType reply = definition.getResponseType();
        if (reply == null) {
            return new EmitterImpl<>(client, settings, responses.send(), responses.exchange());
        }
        return new RequestEmitterImpl<>(client, settings, responses.send(),
                (ResponseType<Object>) responses.request(reply, settings != null && settings.notFoundIsEmpty()),
                (ResponseType<InvokeResponse<Object>>) responses.exchange(reply));
    }

    /**
     * @return the observers of all calls, after the application has started
     */
    public List<CallObserver> observers() {
        return allObservers;
    }

    /**
     * @return the rules for app IDs, {@code null} before the application starts
     */
    public AppIdRules appIds() {
        return appIds;
    }

    int callsUnderWay() {
        return client.inFlight().count();
    }

    void stop() {
        client.stop();
    }

    /**
     * @param index the index of the emitter's definition
     */
    Invoker<?, ?> get(int index) {
        return emitters.get(index);
    }

    /**
     * @return the definitions, with resolved expressions in their names
     */
    public List<EmitterDefinition> definitions() {
        return definitions;
    }

    /**
     * @return the sidecars that emitters use, each once
     */
    public Set<SidecarAddress> sidecars() {
        Set<SidecarAddress> sidecars = new LinkedHashSet<>();
        for (InvokerImpl<?, ?> emitter : emitters) {
            sidecars.add(emitter.sidecar());
        }
        return sidecars;
    }

    /**
     * @param index the index of the emitter's definition
     * @return the target of its calls from annotation and configuration, with placeholders
     */
    public InvocationTarget target(int index) {
        return emitters.get(index).target();
    }

    /**
     * @param index the index of the emitter's definition
     * @return the placeholders of the headers and query parameters that annotation and configuration add to its calls
     */
    public Set<String> placeholdersOfParameters(int index) {
        return emitters.get(index).placeholdersOfParameters();
    }

    /**
     * @param index the index of the emitter's definition
     * @return the headers without placeholders that annotation and configuration add to its calls
     */
    public List<Parameter> literalHeaders(int index) {
        return emitters.get(index).literalHeaders();
    }

    /**
     * @param index the index of the emitter's definition
     * @return an emitter with the same settings, whose responses have the type of bytes
     */
    @SuppressWarnings("unchecked")
    public RequestEmitter<Object, InvokeResponse<Buffer>> withPlainResponses(int index) {
        return emitters.get(index).withResponse((ResponseType<InvokeResponse<Buffer>>) responses.request(PLAIN, false),
                (ResponseType<InvokeResponse<InvokeResponse<Buffer>>>) responses.exchange(PLAIN));
    }
}
