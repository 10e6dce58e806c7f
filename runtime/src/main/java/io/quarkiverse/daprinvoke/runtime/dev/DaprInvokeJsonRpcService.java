package io.quarkiverse.daprinvoke.runtime.dev;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.InvocationTarget;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.runtime.EmitterDefinition;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.codec.PayloadType;
import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.restclient.DaprServices;
import io.quarkiverse.daprinvoke.runtime.sidecar.DaprEnvironment;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The JSON-RPC methods of the Dev UI page. Emitters are identified by their index.
 */
public class DaprInvokeJsonRpcService {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]+)}");

    private final Emitters emitters;
    private final Instance<DaprServices> services;
    private final RecordedCalls calls;
    private final ObjectMapper mapper;
    private final String apiToken;

    @Inject
    public DaprInvokeJsonRpcService(Emitters emitters, Instance<DaprServices> services, RecordedCalls calls,
            ObjectMapper mapper, DaprInvokeConfig config) {
        this.emitters = emitters;
        this.services = services;
        this.calls = calls;
        this.mapper = mapper;
        this.apiToken = SidecarClient.apiToken(config, new DaprEnvironment(ConfigProvider.getConfig()));
    }

    /**
     * @return all emitters, by index
     */
    public List<EmitterView> emitters() {
        Config properties = ConfigProvider.getConfig();
        List<EmitterView> views = new ArrayList<>();
        for (int i = 0; i < emitters.definitions().size(); i++) {
            String name = emitters.definitions().get(i).getName();
            InvocationTarget target = emitters.target(i);
            Set<String> placeholders = new LinkedHashSet<>();
            for (String part : List.of(target.httpVerb(), target.appId(), target.methodName())) {
                PLACEHOLDER.matcher(part).results().forEach(found -> placeholders.add(found.group(1)));
            }
            placeholders.addAll(emitters.placeholdersOfParameters(i));
            views.add(new EmitterView(name, target.httpVerb(), target.appId(), target.methodName(),
                    List.copyOf(placeholders), configured(name, properties)));
        }
        return views;
    }

    private static List<String> configured(String name, Config properties) {
        if (name.isEmpty()) {
            return List.of();
        }
        String prefix = "quarkus.dapr-invoke.emitter.";
        return StreamSupport.stream(properties.getPropertyNames().spliterator(), false)
                .filter(property -> property.startsWith(prefix + name + ".")
                        || property.startsWith(prefix + '"' + name + "\"."))
                .sorted().toList();
    }

    /**
     * @return the interfaces whose calls go through the sidecar
     */
    public List<InterfaceView> interfaces() {
        return services.stream().flatMap(all -> all.services().stream())
                .map(service -> new InterfaceView(service.interfaceName(), service.appId())).toList();
    }

    /**
     * @return the last calls, the one that ended last first
     */
    public List<RecordedCall> lastCalls() {
        return calls.last();
    }

    /**
     * @return each call that ends from now on
     */
    public Multi<RecordedCall> streamCalls() {
        return calls.ended();
    }

    /**
     * Makes a call with the settings of an emitter.
     *
     * @param placeholders the values of the placeholders, by name; empty ones are omitted
     * @param payload the entered payload
     * @param base64 whether bytes were entered as Base64 and not as text
     */
    public Uni<SentCall> send(int emitter, Map<String, String> placeholders, String payload, boolean base64) {
        long started = System.nanoTime();
        Secrets secrets = new Secrets(apiToken, emitters.literalHeaders(emitter));
        InvokeMethodParameters<Object> parameters;
        try {
            parameters = InvokeMethodParameters.of(payload(emitters.definitions().get(emitter), payload, base64));
        } catch (Exception e) {
            return Uni.createFrom().item(failed(started, null, List.of(), ResponseText.of(null, secrets), e, null, secrets));
        }
        for (Map.Entry<String, String> placeholder : placeholders.entrySet()) {
            if (!placeholder.getValue().isEmpty()) {
                parameters = parameters.binding(placeholder.getKey(), placeholder.getValue());
            }
        }
        return emitters.withPlainResponses(emitter).request(parameters)
                .onItem().transform(reply -> {
                    ResponseText text = ResponseText.of(reply.body(), secrets);
                    return new SentCall(millisSince(started), reply.statusCode(), headers(reply.headers(), secrets),
                            text.text(),
                            text.note(), null, null, null);
                })
                .onFailure().recoverWithItem(failure -> failure instanceof InvocationStatusException answer
                        ? failed(started, answer.statusCode(), headers(answer.headers(), secrets),
                                ResponseText.of(answer.body(), secrets), answer, answer.errorCode(), secrets)
                        : failed(started, null, List.of(), ResponseText.of(null, secrets), failure, null, secrets));
    }

    private Object payload(EmitterDefinition emitter, String typed, boolean base64) throws IOException {
        PayloadType type = emitter.getPayloadType();
        if (type.getRawType() == Void.class || typed == null) {
            return null;
        }
        return TypedPayload.of(type, base64 ? Buffer.buffer(Base64.getDecoder().decode(typed.trim())) : Buffer.buffer(typed),
                () -> mapper);
    }

    private static SentCall failed(long started, Integer status, List<String> headers, ResponseText text, Throwable failure,
            String errorCode, Secrets secrets) {
        return new SentCall(millisSince(started), status, headers, text.text(), text.note(),
                failure.getClass().getSimpleName(), secrets.apply(failure.getMessage()), secrets.apply(errorCode));
    }

    private static List<String> headers(MultiMap headers, Secrets secrets) {
        List<String> shown = new ArrayList<>();
        headers.forEach((name, value) -> shown.add(name + ": "
                + (name.equalsIgnoreCase("set-cookie") || name.equalsIgnoreCase("dapr-api-token") ? Secrets.MASKED
                        : secrets.apply(value))));
        return shown;
    }

    private static double millisSince(long started) {
        return (System.nanoTime() - started) / 1e6;
    }
}
