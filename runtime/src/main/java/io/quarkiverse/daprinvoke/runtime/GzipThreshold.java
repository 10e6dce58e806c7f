package io.quarkiverse.daprinvoke.runtime;

import java.math.BigInteger;
import java.util.Optional;

import io.quarkiverse.daprinvoke.runtime.config.DaprInvokeConfig;
import io.quarkiverse.daprinvoke.runtime.config.EmitterConfig;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * The size above which the payloads of an emitter are compressed.
 */
final class GzipThreshold {

    /** No payload in memory is that large. */
    private static final BigInteger NEVER = BigInteger.valueOf(Integer.MAX_VALUE);

    private GzipThreshold() {
    }

    /**
     * @param own the configuration of the emitter, {@code null} if it has no name
     * @return a number of bytes
     */
    static int of(DaprInvokeConfig config, EmitterConfig own) {
        Optional<MemorySize> size = own == null ? Optional.empty() : own.gzipAbove();
        return size.or(config::gzipAbove).map(MemorySize::asBigInteger).orElse(NEVER).min(NEVER).intValue();
    }
}
