package org.acme.files;

import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Uni;

/**
 * A form.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Search {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "search", contentType = MediaType.APPLICATION_FORM_URLENCODED)
    RequestEmitter<Map<String, Object>, String> search;

    public Uni<String> search(String text, int limit) {
        return search.request(Map.of("q", text, "limit", limit));
    }
}
