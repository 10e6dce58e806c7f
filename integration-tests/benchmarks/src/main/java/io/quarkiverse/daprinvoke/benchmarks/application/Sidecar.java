package io.quarkiverse.daprinvoke.benchmarks.application;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The address of the stub and the target of the calls.
 */
@Singleton
class Sidecar {

    static final String HOST = "127.0.0.1";
    static final String APP_ID = "shop";
    static final String METHOD = "orders";
    static final String PATH = "/v1.0/invoke/" + APP_ID + "/method/" + METHOD;

    @ConfigProperty(name = "benchmark.sidecar-port")
    int port;

    @ConfigProperty(name = "benchmark.pool-size")
    int poolSize;
}
