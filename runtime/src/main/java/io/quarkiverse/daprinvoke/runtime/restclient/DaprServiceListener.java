package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpClientOptions;

/**
 * Is told of each client that is made, by injection or by the application itself, and sends the calls of those that have an
 * app ID through the sidecar.
 */
public final class DaprServiceListener implements RestClientListener {

    @Override
    public void onNewClient(Class<?> type, RestClientBuilder builder) {
        InstanceHandle<DaprServices> services = Arc.container().instance(DaprServices.class);
        // Other implementations of MicroProfile REST Client ask the same listeners
        Service service = services.isAvailable() && builder instanceof RestClientBuilderImpl ? services.get().of(type) : null;
        if (service != null) {
            configure((RestClientBuilderImpl) builder, service);
        }
    }

    private static void configure(RestClientBuilderImpl builder, Service service) {
        check(builder, service);
        builder.baseUri(service.baseUri());
        if (service.sidecar().ssl()) {
            service.client().tls().ifPresent(builder::tlsConfiguration);
        }
        builder.clientOptionsCustomizer(options -> configure(options, service));
        builder.clientRequestCustomizer(ServiceCall::connected);
        // After all others, so that it sees what they made of the request
        builder.register(new ServiceFilter(service), Integer.MAX_VALUE);
        if (service.withWriters()) {
            // Before all others, so around them
            builder.register(new WrittenHeaders(), Integer.MIN_VALUE);
        }
        builder.register(new SidecarErrorMapper(service.allStatuses()));
        builder.property(QuarkusRestClientProperties.LOGGING_MASKED_HEADERS, masked(builder));
    }

    private static void configure(HttpClientOptions options, Service service) {
        service.client().configure(options);
        // It would be given the token
        options.setProxyOptions(null);
    }

    private static void check(RestClientBuilderImpl builder, Service service) {
        if (Boolean.TRUE.equals(builder.getConfiguration().getProperty(QuarkusRestClientProperties.SHARED))) {
            throw new ConfigurationException("The HTTP client of " + service.interfaceName() + ", whose calls go through the "
                    + "Dapr sidecar, must not be shared, because it is configured for the sidecar: remove the property shared "
                    + "of this client");
        }
        if (builder.getConfiguration().getProperty(QuarkusRestClientProperties.STATIC_HEADERS) instanceof Map<?, ?> headers) {
            headers.forEach((name, value) -> {
                try {
                    RequestRules.checkHeader(String.valueOf(name), String.valueOf(value));
                } catch (IllegalArgumentException e) {
                    throw new ConfigurationException("A header in the configuration of " + service.interfaceName()
                            + ", whose calls go through the Dapr sidecar, is invalid: " + e.getMessage());
                }
            });
        }
    }

    /** The property takes the place of the list in the configuration, so it has what is listed there. */
    private static Set<String> masked(RestClientBuilderImpl builder) {
        Set<String> masked = new HashSet<>();
        if (builder.getConfiguration().getProperty(QuarkusRestClientProperties.LOGGING_MASKED_HEADERS) instanceof Set<?> set) {
            set.forEach(name -> masked.add(String.valueOf(name)));
        } else {
            ConfigProvider.getConfig().getOptionalValues("quarkus.rest-client.logging.masked-headers", String.class)
                    .ifPresent(masked::addAll);
        }
        masked.add(RequestHeaders.DAPR_API_TOKEN);
        return masked;
    }
}
