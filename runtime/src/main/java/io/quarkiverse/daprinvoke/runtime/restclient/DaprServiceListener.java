package io.quarkiverse.daprinvoke.runtime.restclient;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.WriterInterceptor;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientListener;
import org.jboss.resteasy.reactive.client.api.LoggingScope;
import org.jboss.resteasy.reactive.client.api.QuarkusRestClientProperties;

import io.netty.handler.logging.ByteBufFormat;
import io.quarkiverse.daprinvoke.internal.RequestHeaders;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.rest.client.reactive.runtime.RestClientBuilderImpl;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpClientOptions;

/**
 * Receives each client that is created, by injection or by the application, and sends the calls of clients with an app ID
 * through the sidecar.
 */
public final class DaprServiceListener implements RestClientListener {

    /** The property that marks a builder of such a client. */
    private static final String MADE = DaprServiceListener.class.getName();

    @Override
    public void onNewClient(Class<?> type, RestClientBuilder builder) {
        Object other = builder.getConfiguration().getProperty(MADE);
        if (other != null) {
            // The builder would also send the calls of this client through the sidecar
            throw new IllegalStateException(
                    "A builder that has created a client of " + other + ", whose calls go through the Dapr "
                            + "sidecar, cannot create another client: use a new builder for " + type.getName());
        }
        // Other implementations of MicroProfile REST Client call the same listeners, also in unit tests without Quarkus
        ArcContainer beans = Arc.container();
        InstanceHandle<DaprServices> services = beans == null ? null : beans.instance(DaprServices.class);
        Service service = services != null && services.isAvailable() && builder instanceof RestClientBuilderImpl
                ? services.get().of(type)
                : null;
        if (service != null) {
            builder.property(MADE, type.getName());
            configure((RestClientBuilderImpl) builder, service);
        }
    }

    private static void configure(RestClientBuilderImpl builder, Service service) {
        check(builder, service);
        builder.baseUri(service.baseUri());
        if (service.sidecar().ssl()) {
            service.client().tls().ifPresent(builder::tlsConfiguration);
        }
        builder.clientOptionsCustomizer(options -> {
            configure(options, service);
            // After the filters of other listeners, so that it sees their changes to the request
            builder.clientRequestCustomizer(ServiceCall::connected);
            // All components are registered only now
            if (builder.getConfiguration().getInstances().stream().anyMatch(DaprServiceListener::mayAddHeaders)) {
                // First, so that it wraps all other interceptors
                builder.register(new WrittenHeaders(), Integer.MIN_VALUE);
            }
        });
        // Last, so that it sees the changes of all other filters
        builder.register(new ServiceFilter(service), Integer.MAX_VALUE);
        builder.register(new SidecarErrorMapper(service.allStatuses()));
        builder.property(QuarkusRestClientProperties.LOGGING_MASKED_HEADERS, masked(builder));
        if (logsBytes(builder)) {
            // The log of REST Client masks nothing
            builder.property(QuarkusRestClientProperties.LOGGING_SCOPE, LoggingScope.REQUEST_RESPONSE);
        }
    }

    private static boolean logsBytes(RestClientBuilderImpl builder) {
        Object scope = builder.getConfiguration().getProperty(QuarkusRestClientProperties.LOGGING_SCOPE);
        return scope != null ? scope == LoggingScope.ALL
                : ConfigProvider.getConfig().getOptionalValue("quarkus.rest-client.logging.scope", String.class)
                        .filter("all"::equalsIgnoreCase).isPresent();
    }

    /** Body writers run after all filters. Writers of extensions add no headers. */
    private static boolean mayAddHeaders(Object component) {
        String name = component.getClass().getName();
        return (component instanceof WriterInterceptor || component instanceof MessageBodyWriter<?>)
                && !name.startsWith("io.quarkus.") && !name.startsWith("org.jboss.resteasy.");
    }

    private static void configure(HttpClientOptions options, Service service) {
        service.client().configure(options);
        if (service.sidecar().ssl()) {
            service.client().secure(options);
        }
        // The proxy would receive the token
        options.setProxyOptions(null);
        // The bytes of a request contain the token. REST Client could enable their log again, for a scope that is set in code
        options.setLogActivity(false).setActivityLogDataFormat(ByteBufFormat.SIMPLE);
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

    /** The property replaces the list in the configuration, so it contains the entries of that list. */
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
