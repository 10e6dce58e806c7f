package io.quarkiverse.daprinvoke.runtime.restclient;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.jboss.logging.Logger;

import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.runtime.Emitters;
import io.quarkiverse.daprinvoke.runtime.config.ConfigExpressions;
import io.quarkiverse.daprinvoke.runtime.config.ServiceProperties;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarAddress;
import io.quarkiverse.daprinvoke.runtime.sidecar.SidecarClient;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * The interfaces of the application whose calls go through the sidecar.
 */
@Singleton
public class DaprServices {

    public static final String APP_ID = "app-id";

    private static final String NO_URL = "dapr://sidecar/";

    private static final String STATUS_EXCEPTIONS = "status-exceptions";

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.daprinvoke");

    private final SidecarClient client;
    private final Emitters emitters;
    private volatile Map<String, Service> services;

    @Inject
    public DaprServices(SidecarClient client, Emitters emitters) {
        this.client = client;
        this.emitters = emitters;
    }

    /**
     * The URL of a client until the client is created. No HTTP client supports the scheme, so a client that does not get its
     * real URL calls nothing, and fails with a message that contains this URL.
     */
    public static String noUrl(String interfaceName) {
        return NO_URL + interfaceName;
    }

    /**
     * Starts after the emitters.
     *
     * @throws ConfigurationException if the configuration of clients is invalid; the message lists all problems
     */
    void start(List<ServiceDefinition> definitions) {
        Config config = ConfigProvider.getConfig();
        List<String> problems = new ArrayList<>();
        Map<String, Service> started = new LinkedHashMap<>();
        for (ServiceDefinition definition : definitions) {
            Service service = service(definition, config, problems);
            if (service != null && !callsAnotherUrl(definition, service, config, problems)) {
                checkShared(definition, config, problems);
                started.put(definition.getInterfaceName(), service);
            }
        }
        if (!started.isEmpty()) {
            checkSidecar(problems);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.size() == 1 ? problems.get(0)
                    : "Found " + problems.size() + " problems with REST clients:\n" + String.join("\n", problems));
        }
        for (Service service : started.values()) {
            emitters.observers().forEach(observer -> observer.emitter(service.whole()));
        }
        if (!started.isEmpty() && client.sendsTokenTo(client.configuredSidecar())) {
            client.warnOfPlainText();
        }
        warnOfUnused(definitions, config);
        services = started;
    }

    private Service service(ServiceDefinition definition, Config config, List<String> problems) {
        ServiceProperties properties = new ServiceProperties(config, definition.names());
        try {
            int before = problems.size();
            Optional<String> configured = properties.value(APP_ID, problems);
            String statuses = properties.value(STATUS_EXCEPTIONS, problems).orElse("sidecar");
            if (problems.size() > before) {
                return null;
            }
            if (configured.isEmpty() && definition.getAppId() == null) {
                throw new IllegalArgumentException("it is empty");
            }
            String appId = configured.isPresent() ? configured.get()
                    : ConfigExpressions.resolve(definition.getAppId(), config);
            if (appId.indexOf('{') >= 0) {
                throw new IllegalArgumentException("the app ID of an interface must not contain placeholders");
            }
            emitters.appIds().check(appId, emitters.appIds().ofAll());
            if (!statuses.equals("sidecar") && !statuses.equals("all")) {
                problems.add(properties.property(STATUS_EXCEPTIONS) + " must be sidecar or all");
                return null;
            }
            String basePath = basePath(definition, config, problems);
            return basePath == null ? null
                    : new Service(definition.getInterfaceName(), appId, basePath, definition.isEndingWithSlash(),
                            emitters.appIds().ofAll(), client, statuses.equals("all"), emitters.observers());
        } catch (IllegalArgumentException | NoSuchElementException e) {
            problems.add("The app ID of " + definition.getInterfaceName() + " is invalid: " + e.getMessage() + ". Correct "
                    + (definition.getAppId() == null || properties.isSet(APP_ID) ? properties.property(APP_ID)
                            : "its @DaprService, or set " + properties.property(APP_ID)));
            return null;
        }
    }

    /**
     * A generated interface declares the path of the API on its server. Only the host is replaced by the sidecar.
     *
     * @return the path, {@code null} if there is a problem
     */
    private static String basePath(ServiceDefinition definition, Config config, List<String> problems) {
        if (definition.getBaseUri() == null) {
            return "";
        }
        try {
            String path = new URI(ConfigExpressions.resolve(definition.getBaseUri(), config)).getRawPath();
            return path == null ? "" : path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        } catch (NoSuchElementException e) {
            problems.add("The baseUri of " + definition.getInterfaceName() + ", whose path comes before those of its methods, "
                    + "is invalid: " + e.getMessage() + ". Correct it");
        } catch (URISyntaxException e) {
            // Without the text, which may contain credentials
            problems.add("The baseUri of " + definition.getInterfaceName() + ", whose path comes before those of its methods, "
                    + "is not a URI: " + e.getReason() + ". Correct it");
        }
        return null;
    }

    /** Looked up under all names of the client, like in REST Client. */
    private static boolean callsAnotherUrl(ServiceDefinition definition, Service service, Config config,
            List<String> problems) {
        String prefix = "quarkus.rest-client.\"" + definition.getInterfaceName() + "\".";
        for (String key : List.of("override-uri", "uri", "url")) {
            ConfigValue url = config.getConfigValue(prefix + key);
            String property = "quarkus.rest-client.\"" + definition.names().get(0) + "\"." + key;
            if (url.getValue() != null && url.getValue().isEmpty() && key.equals("url")) {
                problems.add("The url in the configuration of " + definition.getInterfaceName() + " is empty, so REST Client "
                        + "has no URL: remove " + property);
            } else if (url.getValue() != null && !url.getValue().isEmpty() && !url.getValue().startsWith(NO_URL)) {
                LOG.infof(
                        "%s calls the %s of its configuration instead of the app ID %s through the Dapr sidecar. To call the "
                                + "app ID, remove %s, or the same property under another name of the client, from %s",
                        definition.getInterfaceName(),
                        key, service.appId(), property, url.getSourceName());
                return true;
            }
        }
        return false;
    }

    private static void checkShared(ServiceDefinition definition, Config config, List<String> problems) {
        String key = "\".shared";
        if (config.getOptionalValue("quarkus.rest-client.\"" + definition.getInterfaceName() + key, Boolean.class)
                .orElse(false)) {
            problems.add(
                    "The HTTP client of " + definition.getInterfaceName() + ", whose calls go through the Dapr sidecar, must "
                            + "not be shared, because it is configured for the sidecar: remove quarkus.rest-client.\""
                            + definition.names().get(0) + key);
        }
    }

    private static void warnOfUnused(List<ServiceDefinition> definitions, Config config) {
        Set<String> names = new TreeSet<>();
        definitions.forEach(definition -> names.addAll(definition.names()));
        Set<String> unused = ServiceProperties.unused(config, names);
        if (!unused.isEmpty()) {
            LOG.warnf("These properties configure no interface whose calls go through the Dapr sidecar: %s. The names "
                    + "of such interfaces are %s. The app-id of an interface without @DaprService must be set when the "
                    + "application is built", String.join(", ", unused), String.join(", ", names));
        }
    }

    private void checkSidecar(List<String> problems) {
        SidecarAddress sidecar = client.configuredSidecar();
        if (sidecar.socketPath() != null) {
            problems.add(
                    "The Dapr sidecar at " + sidecar + " listens on a Unix domain socket, which REST Client cannot connect "
                            + "to: configure it to listen on a port, or inject emitters instead of interfaces with "
                            + "@DaprService");
        } else if (sidecar.host().indexOf('_') >= 0) {
            problems.add("The host of the Dapr sidecar at " + sidecar + " has an underscore, which REST Client does not accept "
                    + "in a host name: use another name or an IP address");
        }
    }

    /**
     * @param type the interface of a client
     * @return {@code null} if its calls do not go through the sidecar
     */
    Service of(Class<?> type) {
        Map<String, Service> started = services;
        if (started != null) {
            return started.get(type.getName());
        }
        if (type.isAnnotationPresent(DaprService.class)) {
            throw new IllegalStateException("A client of " + type.getName() + " was created before the application started: "
                    + "create it later, for example when StartupEvent is fired");
        }
        return null;
    }

    /**
     * @return the interfaces whose calls go through the sidecar
     */
    public Collection<Service> services() {
        return services == null ? List.of() : services.values();
    }

    /**
     * @return the distinct sidecars that they use
     */
    public Collection<SidecarAddress> sidecars() {
        return services().isEmpty() ? List.of() : List.of(client.configuredSidecar());
    }
}
