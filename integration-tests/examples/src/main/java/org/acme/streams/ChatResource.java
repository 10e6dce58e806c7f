package org.acme.streams;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.ResponseStream;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;

/**
 * Values that are handed on one by one.
 */
@UnlessBuildProfile("allow-list")
@Path("/chat")
public class ChatResource {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "answer")
    RequestEmitter<String, Multi<Token>> model;

    @GET
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Token> ask(@RestQuery String question) {
        return model
                .request(InvokeMethodParameters.of(question)
                        .responseStream(ResponseStream.endsWith(Token.class, Token::done)))
                .onItem().transformToMulti(tokens -> tokens);
    }
}
