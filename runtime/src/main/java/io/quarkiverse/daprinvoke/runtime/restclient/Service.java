package io.quarkiverse.daprinvoke.runtime.restclient;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.daprinvoke.runtime.request.AllowedAppIds;
import io.quarkiverse.daprinvoke.runtime.request.ResolvedTarget;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkiverse.daprinvoke.runtime.telemetry.CallObserver;
import io.quarkiverse.daprinvoke.runtime.telemetry.ObservedEmitter;

/**
 * One interface whose calls go through the sidecar, with its settings from annotation and configuration.
 */
public final class Service {

    /** The property of a call that REST Client sets if the application has metrics or traces: the path of its method. */
    static final String PATH_TEMPLATE = "UrlPathTemplate";

    private final String interfaceName;
    private final String appId;
    private final boolean endingWithSlash;
    private final AllowedAppIds allowed;
    private final SidecarClient client;
    private final SidecarAddress sidecar;
    private final boolean allStatuses;
    private final List<CallObserver> observers;
    private final ObservedEmitter whole;
    private final ResolvedTarget root;
    private final URI baseUri;
    // By verb and path of the methods, created on demand, because an application may call only a few of them
    private final Map<String, Map<String, ObservedEmitter>> methods = new ConcurrentHashMap<>();

    /**
     * @param endingWithSlash whether it has paths that end with a slash
     * @param allowed the allow-list of app IDs, {@code null} to allow any
     * @param basePath a path that comes before those of its methods, encoded, empty for none
     * @param allStatuses whether all error statuses fail with exceptions of this extension, not only errors of the sidecar
     */
    Service(String interfaceName, String appId, String basePath, boolean endingWithSlash, AllowedAppIds allowed,
            SidecarClient client, boolean allStatuses, List<CallObserver> observers) {
        this.interfaceName = interfaceName;
        this.appId = appId;
        this.endingWithSlash = endingWithSlash;
        this.allowed = allowed;
        this.client = client;
        this.sidecar = client.configuredSidecar();
        this.allStatuses = allStatuses;
        this.observers = observers;
        TargetTemplate template = TargetTemplate.of(sidecar.basePath(), appId, allowed, "/", "POST");
        this.whole = new ObservedEmitter(template, sidecar, observers);
        this.root = template.resolve(name -> null);
        String path = root.uri().substring(0, root.uri().length() - 1);
        this.baseUri = URI
                .create((sidecar.ssl() ? "https://" : "http://") + sidecar.uriHost() + ":" + sidecar.port() + path + basePath);
    }

    public String interfaceName() {
        return interfaceName;
    }

    public String appId() {
        return appId;
    }

    SidecarClient client() {
        return client;
    }

    SidecarAddress sidecar() {
        return sidecar;
    }

    boolean allStatuses() {
        return allStatuses;
    }

    boolean endingWithSlash() {
        return endingWithSlash;
    }

    /**
     * @return the URL that its paths are appended to
     */
    URI baseUri() {
        return baseUri;
    }

    /**
     * @return the target of the root of the application
     */
    ResolvedTarget root() {
        return root;
    }

    /**
     * @return the observed emitter of all of its calls
     */
    ObservedEmitter whole() {
        return whole;
    }

    /**
     * @param path the path of a method of the interface, with its parameters, {@code null} if it is not known
     * @return the observed emitter of the calls with that verb and path
     */
    ObservedEmitter method(String verb, String path) {
        String known = path == null ? "/" : path;
        Map<String, ObservedEmitter> ofVerb = methods.get(verb);
        ObservedEmitter found = ofVerb == null ? null : ofVerb.get(known);
        // Looked up first, because computeIfAbsent would create a lambda for each call
        return found != null ? found
                : methods.computeIfAbsent(verb, any -> new ConcurrentHashMap<>()).computeIfAbsent(known,
                        any -> new ObservedEmitter(template(verb, known), sidecar, observers));
    }

    private TargetTemplate template(String verb, String path) {
        try {
            return TargetTemplate.of(sidecar.basePath(), appId, allowed, withoutExpressions(path), verb);
        } catch (IllegalArgumentException e) {
            // Some paths of Jakarta REST are invalid in Dapr, and calls to them are refused
            return TargetTemplate.of(sidecar.basePath(), appId, allowed, "/", verb);
        }
    }

    /** The expression of a parameter, as in {@code {id:[0-9]{3}}}, is not part of a label. */
    private static String withoutExpressions(String path) {
        StringBuilder plain = new StringBuilder(path.length() + 1);
        int depth = 0;
        boolean expression = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            depth += c == '{' ? 1 : 0;
            expression |= depth > 0 && c == ':';
            if (c == '}' && --depth == 0) {
                expression = false;
            }
            if (!expression && (depth == 0 || !Character.isWhitespace(c))) {
                plain.append(c);
            }
        }
        return plain.isEmpty() ? "/" : plain.toString();
    }
}
