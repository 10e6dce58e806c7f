package org.acme.files;

import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.Multipart;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Uni;

/**
 * A multipart form with a file.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Documents {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "documents")
    Emitter<Multipart> documents;

    public Uni<Void> upload(String title, Path document) {
        return documents.send(Multipart.form().field("title", title).file("doc", document));
    }
}
