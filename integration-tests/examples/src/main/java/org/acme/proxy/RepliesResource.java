package org.acme.proxy;

import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.rest.PassThrough;
import io.smallrye.mutiny.Uni;

/**
 * A proxy that hands the answer back, whatever its status is.
 */
@Path("/replies")
public class RepliesResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "{methodName}")
    Emitter<byte[]> output;

    @POST
    @Path("/{methodName}")
    public Uni<Response> run(@HeaderParam("content-type") String contentType, byte[] body) {
        return output.exchange(InvokeMethodParameters.of(body).contentType(contentType))
                .map(PassThrough::response);
    }
}
