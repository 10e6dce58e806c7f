package org.acme.interfaces;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** As a generator writes it, which does not know Dapr. */
@Path("/items")
@RegisterRestClient(baseUri = "https://stock.example", configKey = "stock_yaml")
public interface StockApi {

    @GET
    @Path("/{item}/count")
    Integer count(@PathParam("item") String item);
}
