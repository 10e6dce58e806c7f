package io.quarkiverse.daprinvoke.production.interfaces;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Only the configuration says that its calls go through the sidecar. */
@RegisterRestClient(configKey = "configured", baseUri = "http://storefront.invalid")
@Path("/interfaces")
public interface ConfiguredClient {

    @GET
    @Path("/of/{name}")
    String of(String name);
}
