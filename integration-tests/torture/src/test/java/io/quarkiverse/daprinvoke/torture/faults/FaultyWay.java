package io.quarkiverse.daprinvoke.torture.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A stand-in for the sidecar, and a toxiproxy in front of it.
 */
public class FaultyWay implements QuarkusTestResourceLifecycleManager {

    static final int EVENT_LOOPS = 4;
    static final int PLACES = 8;
    static final int ATTEMPTS = 3;

    private String httpVersion;
    private StandIn sidecar;
    private Toxiproxy proxy;

    @Override
    public void init(Map<String, String> arguments) {
        httpVersion = arguments.get("http-version");
    }

    @Override
    public Map<String, String> start() {
        sidecar = new StandIn(0, true);
        String programs = System.getenv("TEST_PROGRAMS");
        if (programs != null) {
            proxy = new Toxiproxy(Path.of(programs), sidecar.port());
        }
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + (proxy == null ? sidecar.port() : proxy.port()));
        config.put("quarkus.dapr-invoke.http-version", httpVersion);
        config.put("quarkus.dapr-invoke.pool-size", String.valueOf(PLACES));
        for (String emitter : new String[] { "repeated", "streamed-repeated" }) {
            String retry = "quarkus.dapr-invoke.emitter." + emitter + ".retry.";
            config.put(retry + "max-attempts", String.valueOf(ATTEMPTS));
            config.put(retry + "initial-back-off", "2ms");
        }
        config.put("quarkus.vertx.event-loops-pool-size", String.valueOf(EVENT_LOOPS));
        return config;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FaultyWay.class));
    }

    StandIn sidecar() {
        return sidecar;
    }

    /**
     * @return the toxiproxy, {@code null} if there is none
     */
    Toxiproxy proxy() {
        return proxy;
    }

    @Override
    public void stop() {
        if (proxy != null) {
            proxy.close();
        }
        sidecar.close();
    }
}
