package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * A stand-in for the sidecar in a separate process, which ends every 20 seconds and is started again: it is killed and
 * terminated alternately.
 */
public class RestartingSidecar implements QuarkusTestResourceLifecycleManager {

    static final int EVENT_LOOPS = 4;
    static final int PLACES = 32;

    private static final Duration LIFE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(100);

    private final int port = FreePort.find();
    private Thread supervisor;
    private volatile int restarts = -1;

    @Override
    public Map<String, String> start() {
        supervisor = new Thread(this::supervise, "restarting-sidecar");
        supervisor.setDaemon(true);
        supervisor.start();
        return Map.of("quarkus.dapr-invoke.endpoint", "http://127.0.0.1:" + port, "quarkus.dapr-invoke.http-version",
                System.getProperty("torture.http-version", "1.1"), "quarkus.dapr-invoke.pool-size", String.valueOf(PLACES),
                "quarkus.dapr-invoke.emitter.repeated.retry.max-attempts", String.valueOf(FaultyWay.ATTEMPTS),
                "quarkus.dapr-invoke.emitter.streamed-repeated.retry.max-attempts", String.valueOf(FaultyWay.ATTEMPTS),
                "quarkus.vertx.event-loops-pool-size", String.valueOf(EVENT_LOOPS));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(RestartingSidecar.class));
    }

    int restarts() {
        return restarts;
    }

    private void supervise() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Process sidecar = process();
                try {
                    restarts++;
                    // On a busy machine the start takes long, and must not use up the time in which calls can succeed
                    while (!isListening() && sidecar.isAlive()) {
                        sidecar.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS);
                    }
                    sidecar.waitFor(LIFE.toMillis(), TimeUnit.MILLISECONDS);
                } finally {
                    if (restarts % 2 == 0) {
                        sidecar.destroyForcibly();
                    } else {
                        sidecar.destroy();
                    }
                }
                sidecar.waitFor();
            }
        } catch (InterruptedException e) {
            // The test is over
        } catch (IOException e) {
            throw new IllegalStateException("The stand-in cannot be started", e);
        }
    }

    private boolean isListening() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Process process() throws IOException {
        // Tests may be started with a class path that is an archive with nothing but the names of others
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp",
                classPath,
                StandIn.class.getName(), String.valueOf(port)).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Override
    public void stop() {
        supervisor.interrupt();
    }
}
