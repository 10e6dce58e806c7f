package io.quarkiverse.daprinvoke.runtime;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.quarkiverse.daprinvoke.internal.Timeouts;
import io.quarkiverse.daprinvoke.runtime.call.RetrySettings;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig.EmitterRetryConfig;
import io.quarkiverse.daprinvoke.runtime.config.RetryConfig;
import io.quarkiverse.daprinvoke.runtime.request.TargetTemplate;

/**
 * Combines the retry configuration of one emitter with that of all emitters, and collects the problems.
 */
final class RetrySettingsFactory {

    private static final String PREFIX = "quarkus.dapr-invoke.retry.";

    private final List<String> problems;
    private final RetrySettings common;

    /**
     * @param config the configuration of all emitters, checked here
     * @param problems receives the problems
     */
    RetrySettingsFactory(RetryConfig config, List<String> problems) {
        this.problems = problems;
        common = settings(new Common(config), new RetrySettings(1, 1, 1, 0, Set.of(), Set.of()), PREFIX);
    }

    /**
     * @return the settings of an emitter without retry configuration
     */
    RetrySettings common() {
        return common;
    }

    /**
     * @param own the configuration of one emitter
     * @param prefix the prefix of its properties
     */
    RetrySettings settings(EmitterRetryConfig own, String prefix) {
        return settings(own, common, prefix);
    }

    private RetrySettings settings(EmitterRetryConfig values, RetrySettings others, String prefix) {
        int before = problems.size();
        int maxAttempts = values.maxAttempts().orElse(others.maxAttempts());
        require(maxAttempts >= 1, prefix, "max-attempts must be at least 1");
        long initialBackOff = backOff(values.initialBackOff(), others.initialBackOff(), prefix, "initial-back-off must be ");
        long maxBackOff = backOff(values.maxBackOff(), others.maxBackOff(), prefix, "max-back-off must be ");
        double jitter = values.jitter().orElse(others.jitter());
        require(jitter >= 0 && jitter <= 1, prefix, "jitter must be between 0 and 1");
        Set<Integer> statuses = values.statuses().isPresent() ? Set.copyOf(values.statuses().get()) : others.statuses();
        require(statuses.stream().allMatch(status -> status >= 300 && status <= 599), prefix,
                "statuses must be between 300 and 599, because other statuses are not failures");
        Set<String> verbs = values.verbs().isPresent() ? verbs(values.verbs().get(), prefix) : others.verbs();
        return problems.size() > before ? others
                : new RetrySettings(maxAttempts, initialBackOff, maxBackOff, jitter, statuses, verbs);
    }

    private void require(boolean holds, String prefix, String rule) {
        if (!holds) {
            problems.add(prefix + rule);
        }
    }

    private long backOff(Optional<Duration> configured, long other, String prefix, String rule) {
        if (configured.isEmpty()) {
            return other;
        }
        boolean valid = Timeouts.isValid(configured.get());
        require(valid, prefix, rule + Timeouts.RULE);
        // An invalid duration may be too long to be converted
        return valid ? configured.get().toMillis() : other;
    }

    private Set<String> verbs(List<String> names, String prefix) {
        Set<String> verbs = new HashSet<>();
        try {
            for (String name : names) {
                verbs.add(TargetTemplate.verb(name.strip()));
            }
        } catch (IllegalArgumentException e) {
            problems.add(prefix + "verbs is invalid: " + e.getMessage());
        }
        return verbs;
    }

    /** Adapts the configuration of all emitters to that of one emitter. */
    private record Common(RetryConfig config) implements EmitterRetryConfig {

        @Override
        public Optional<Integer> maxAttempts() {
            return Optional.of(config.maxAttempts());
        }

        @Override
        public Optional<Duration> initialBackOff() {
            return Optional.of(config.initialBackOff());
        }

        @Override
        public Optional<Duration> maxBackOff() {
            return Optional.of(config.maxBackOff());
        }

        @Override
        public Optional<Double> jitter() {
            return Optional.of(config.jitter());
        }

        @Override
        public Optional<List<Integer>> statuses() {
            return Optional.of(config.statuses().orElse(List.of()));
        }

        @Override
        public Optional<List<String>> verbs() {
            return Optional.of(config.verbs().orElse(List.of()));
        }
    }
}
