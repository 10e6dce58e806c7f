package org.acme.streams;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.Emitter;
import io.quarkus.arc.profile.UnlessBuildProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;

/**
 * A payload that is streamed from a file.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Archive {

    @Inject
    Vertx vertx;

    @Inject
    @DaprInvoke(appId = "archive", methodName = "store")
    Emitter<Multi<Buffer>> archive;

    public Uni<Void> store(String path) {
        return archive.send(Multi.createFrom()
                .resourceFromUni(() -> vertx.fileSystem().open(path, new OpenOptions()), AsyncFile::toMulti)
                .withFinalizer(AsyncFile::closeAndForget));
    }
}
