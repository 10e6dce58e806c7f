package org.acme.streams;

import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;

/**
 * Values that are read on a thread that is allowed to block.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class BlockingChat {

    @Inject
    @DaprInvoke(appId = "orders", methodName = "answer")
    RequestEmitter<String, Multi<Token>> model;

    public List<String> firstWords(String question) {
        try (Stream<Token> tokens = model.requestAndAwait(question).subscribe().asStream()) {
            return tokens.limit(2).map(Token::text).toList();
        }
    }
}
