package io.quarkiverse.daprinvoke.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The metrics of a Quarkus build.
 *
 * @param augmentation how long the build steps took together, side by side as they ran, in milliseconds
 * @param all the sum of the durations of all build steps, in milliseconds
 * @param own the sum of the durations of the build steps of the extension, in milliseconds
 * @param ownCount how many these were
 */
record BuildSteps(long augmentation, long all, long own, int ownCount) {

    // The members come in any order, and the innermost objects are the records of the steps and the counts of the items
    private static final Pattern INNERMOST = Pattern.compile("\\{[^{}]*\\}");
    private static final Pattern STEP = Pattern.compile("\"stepId\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern DURATION = Pattern.compile("\"duration\"\\s*:\\s*(\\d+)");

    static BuildSteps read(Path metrics) throws IOException {
        String json = Files.readString(metrics);
        long all = 0;
        long own = 0;
        int ownCount = 0;
        Matcher innermost = INNERMOST.matcher(json);
        while (innermost.find()) {
            Matcher step = STEP.matcher(innermost.group());
            if (step.find()) {
                long duration = duration(innermost.group());
                all += duration;
                if (step.group(1).startsWith("io.quarkiverse.daprinvoke.deployment.")) {
                    own += duration;
                    ownCount++;
                }
            }
        }
        if (ownCount == 0) {
            throw new IllegalStateException("The metrics of the build show no build step of the extension");
        }
        return new BuildSteps(duration(INNERMOST.matcher(json).replaceAll("")), all, own, ownCount);
    }

    private static long duration(String json) {
        Matcher duration = DURATION.matcher(json);
        if (!duration.find()) {
            throw new IllegalStateException("The metrics of the build are not as they are expected");
        }
        return Long.parseLong(duration.group(1));
    }
}
