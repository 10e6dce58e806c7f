package io.quarkiverse.daprinvoke.runtime.restclient;

import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * Begins each call of one client: the last filter, which refuses what must not be sent before there is a connection.
 */
record ServiceFilter(Service service) implements ResteasyReactiveClientRequestFilter {

    @Override
    public void filter(ResteasyReactiveClientRequestContext context) {
        ServiceCall.begin(service, context);
    }
}
