package io.quarkiverse.daprinvoke.test.devui;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.eclipse.microprofile.rest.client.inject.RestClient;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.DaprService;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/**
 * The application whose Dev UI is looked at.
 */
@Path("/shop")
public class Shop {

    public record Order(String customer, LocalDate placed, List<Line> lines, Map<String, String> notes) {

        public record Line(String item, int quantity) {
        }
    }

    public record Receipt(long number) {
    }

    @RegisterRestClient
    @DaprService("returns")
    @Path("/parcels")
    public interface Returns {

        @GET
        String parcels();
    }

    @Inject
    @RestClient
    Returns returns;

    @Inject
    @DaprInvoke(name = "checkout")
    RequestEmitter<Order, Receipt> checkout;

    @Inject
    @DaprInvoke(appId = "stock", methodName = "{region}/items/{item}", httpVerb = "get")
    RequestEmitter<Void, Receipt> stock;

    @Inject
    @DaprInvoke(appId = "mail", methodName = "send")
    Emitter<String> mail;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "files", httpVerb = "put")
    Emitter<Buffer> archive;

    @GET
    @Path("/returns")
    @Blocking
    public String returns() {
        return returns.parcels();
    }

    @POST
    @Path("/mail")
    public Uni<Void> mail(String body) {
        return mail.send(body);
    }
}
