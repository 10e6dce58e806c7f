package io.quarkiverse.daprinvoke.torture.faults;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A stand-in for the sidecar, and a toxiproxy on the way to it; or a daprd between both, and the stand-in is its application.
 */
public class FaultyWay implements QuarkusTestResourceLifecycleManager {

    static final int EVENT_LOOPS = 4;
    static final int PLACES = 8;
    static final int ATTEMPTS = 3;

    private String httpVersion;
    private boolean withDaprd;
    private StandIn sidecar;
    private Daprd daprd;
    private Toxiproxy proxy;

    @Override
    public void init(Map<String, String> arguments) {
        httpVersion = arguments.get("http-version");
        withDaprd = arguments.containsKey("daprd");
    }

    @Override
    public Map<String, String> start() {
        sidecar = new StandIn(0, true);
        String programs = System.getenv("TEST_PROGRAMS");
        String program = System.getenv("DAPRD");
        if (withDaprd && programs != null && program != null) {
            daprd = new Daprd(Path.of(program), sidecar.port());
        }
        if (programs != null) {
            proxy = new Toxiproxy(Path.of(programs), daprd == null ? sidecar.port() : daprd.port());
        }
        Map<String, String> config = new HashMap<>();
        config.put("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + (proxy == null ? sidecar.port() : proxy.port()));
        config.put("quarkus.dapr-invoke.http-version", httpVersion);
        config.put("quarkus.dapr-invoke.pool-size", String.valueOf(PLACES));
        // Connections that nobody uses end while the test waits for it
        config.put("quarkus.dapr-invoke.idle-timeout", "3s");
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

    /**
     * @return the daprd, {@code null} if there is none
     */
    Daprd daprd() {
        return daprd;
    }

    @Override
    public void stop() {
        if (daprd != null) {
            daprd.close();
        }
        if (proxy != null) {
            proxy.close();
        }
        sidecar.close();
    }
}
