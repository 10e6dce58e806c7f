package io.quarkiverse.daprinvoke.daprd;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/**
 * What the calling application offers itself.
 */
@Path("/own")
public class OwnResource {

    @POST
    public String echo(String body) {
        return "own " + body;
    }
}
