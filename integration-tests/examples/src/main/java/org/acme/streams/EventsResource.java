package org.acme.streams;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;

import org.acme.calls.Order;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkiverse.daprinvoke.ServerSentEvent;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;

/**
 * Events that are resumed after a loss, and forwarded with their IDs.
 */
@UnlessBuildProfile("allow-list")
@Path("/events")
public class EventsResource {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "events", httpVerb = "GET")
    RequestEmitter<Void, Multi<ServerSentEvent<Order>>> events;

    public Multi<ServerSentEvent<Order>> follow() {
        return events
                .request(InvokeMethodParameters.none().responseStream(ResponseStream.resuming().andEndsWith("[DONE]")))
                .onItem().transformToMulti(stream -> stream);
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> forward(@Context Sse sse) {
        return follow().map(event -> sse.newEventBuilder().id(event.id()).name(event.event())
                .mediaType(MediaType.APPLICATION_JSON_TYPE).data(Order.class, event.data()).build());
    }
}
