package org.acme.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkus.arc.profile.UnlessBuildProfile;

/**
 * A response that is a temporary file.
 */
@UnlessBuildProfile("allow-list")
@Singleton
public class Exports {

    @Inject
    @DaprInvoke(appId = "archive", methodName = "exports/{name}", httpVerb = "GET")
    RequestEmitter<Void, Path> exports;

    public long countLines(String name) throws IOException {
        Path file = exports.requestAndAwait(InvokeMethodParameters.none().binding("name", name));
        if (file == null) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } finally {
            Files.delete(file);
        }
    }
}
