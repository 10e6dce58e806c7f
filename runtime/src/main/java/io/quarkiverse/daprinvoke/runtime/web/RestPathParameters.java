package io.quarkiverse.daprinvoke.runtime.web;

import jakarta.inject.Singleton;

import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

import io.quarkiverse.daprinvoke.runtime.request.PlaceholderValues;
import io.quarkus.arc.Arc;

/**
 * Provides the decoded path parameters of the current Quarkus REST request as values of placeholders. It is a bean only if the
 * application has Quarkus REST.
 */
@Singleton
public class RestPathParameters implements PlaceholderValues {

    @Override
    public String get(String name) {
        if (!Arc.container().requestContext().isActive()) {
            return null;
        }
        ResteasyReactiveRequestContext request = CurrentRequestManager.get();
        return request == null || request.getTarget() == null ? null : request.getPathParameter(name, false);
    }
}
