package org.acme.streams;

import java.time.Duration;
import java.util.List;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestStreamElementType;

import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Plays a model that answers word by word.
 */
@UnlessBuildProfile("allow-list")
@Path("/answer")
public class ModelResource {

    @POST
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Token> answer(String question) {
        return Multi.createFrom().iterable(List.of(new Token("You asked:", false), new Token(question, true)))
                .onItem().call(token -> Uni.createFrom().nullItem().onItem().delayIt().by(Duration.ofMillis(500)));
    }
}
