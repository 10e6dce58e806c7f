package io.quarkiverse.daprinvoke.test.devui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The browser of this machine. Skips tests where there is none, and says so.
 */
public final class Chromium implements ExecutionCondition {

    private static final String NONE = "there is no Chromium: name one with the environment variable CHROMIUM, or put it on "
            + "the PATH, for example with 'apt-get install chromium'";

    /**
     * @return empty if there is none
     */
    static Optional<Path> find() {
        String named = System.getenv("CHROMIUM");
        if (named != null && !named.isBlank()) {
            if (!Files.isExecutable(Path.of(named))) {
                throw new IllegalStateException("The environment variable CHROMIUM does not name a program");
            }
            return Optional.of(Path.of(named));
        }
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path)).findFirst();
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return find().map(found -> ConditionEvaluationResult.enabled("Chromium at " + found))
                .orElseGet(() -> ConditionEvaluationResult.disabled(NONE));
    }
}
