package io.quarkiverse.daprinvoke.deployment.restclient;

import org.jboss.jandex.DotName;

import io.quarkiverse.daprinvoke.DaprService;

/**
 * Annotations of REST Client, by name because REST Client may be absent from the application.
 */
final class ServiceDotNames {

    static final DotName DAPR_SERVICE = DotName.createSimple(DaprService.class);
    static final DotName REGISTER_REST_CLIENT = DotName
            .createSimple("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");
    static final DotName URL = DotName.createSimple("io.quarkus.rest.client.reactive.Url");
    static final DotName CLIENT_REDIRECT_HANDLER = DotName
            .createSimple("io.quarkus.rest.client.reactive.ClientRedirectHandler");
    static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    static final DotName HTTP_METHOD = DotName.createSimple("jakarta.ws.rs.HttpMethod");

    private ServiceDotNames() {
    }
}
