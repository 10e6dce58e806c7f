package org.acme.files;

import java.nio.file.Path;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Uni;

/**
 * A payload that is a file.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class FileStore {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "exports/{name}", httpVerb = "PUT")
    Emitter<Path> store;

    public Uni<Void> store(String name, Path file) {
        return store.send(InvokeMethodParameters.of(file).binding("name", name));
    }
}
