package io.quarkiverse.daprinvoke.production;

import java.time.Duration;
import java.util.stream.Stream;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * The timer of calls with buckets, which quantiles are computed from.
 */
public class CallHistogram {

    @Produces
    @Singleton
    public MeterFilter histogram() {
        double[] buckets = Stream.of(50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000)
                .mapToDouble(millis -> Duration.ofMillis(millis).toNanos()).toArray();
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals("dapr.invoke")
                        ? DistributionStatisticConfig.builder().serviceLevelObjectives(buckets)
                                .build().merge(config)
                        : config;
            }
        };
    }
}
