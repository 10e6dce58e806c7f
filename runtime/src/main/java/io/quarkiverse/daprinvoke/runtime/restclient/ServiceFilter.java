package io.quarkiverse.daprinvoke.runtime.restclient;

import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Starts each call of one client. It is the last filter, and refuses invalid calls before there is a connection.
 */
record ServiceFilter(Service service) implements ResteasyReactiveClientRequestFilter {

    @Override
    public void filter(ResteasyReactiveClientRequestContext context) {
        ServiceCall.begin(service, context);
    }
}
