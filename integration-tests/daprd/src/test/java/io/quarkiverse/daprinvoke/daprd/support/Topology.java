package io.quarkiverse.daprinvoke.daprd.support;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Real sidecars around the application under test, for the tests of one class. Its own sidecar has three targets, which are the
 * three ways to another application:
 * <ul>
 * <li>{@link #TARGET}: an application with a separate sidecar, which is found by its name;</li>
 * <li>{@link #ENDPOINT}: the same application, without a sidecar, as an HTTP endpoint resource;</li>
 * <li>{@link #SELF}: the application under test itself.</li>
 * </ul>
 * Without a daprd the tests are skipped, and say so.
 */
public final class Topology
        implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /** Sidecars of one network find each other by name, so this one belongs to this run of the tests alone. */
    public static final String TARGET = "target-" + ProcessHandle.current().pid();
    public static final String ENDPOINT = "endpoint";
    public static final String SELF = "caller";

    private TargetApp target;
    private Consumer<Daprd> callerSettings = daprd -> {
    };
    private Consumer<Daprd> targetSettings = daprd -> {
    };
    private Daprd callerSidecar;
    private Daprd targetSidecar;

    /**
     * @return both ways to another application
     */
    public static Stream<String> routes() {
        return Stream.of(TARGET, ENDPOINT);
    }

    /**
     * @return each case on each way to another application, which is its first argument
     */
    public static Stream<Arguments> onBothRoutes(Arguments... cases) {
        return routes().flatMap(route -> Stream.of(cases)
                .map(one -> Arguments.of(Stream.concat(Stream.of(route), Stream.of(one.get())).toArray())));
    }

    /**
     * @param settings of the sidecar of the application under test
     */
    public Topology caller(Consumer<Daprd> settings) {
        callerSettings = settings;
        return this;
    }

    /**
     * @param settings of the sidecar of the called application
     */
    public Topology target(Consumer<Daprd> settings) {
        targetSettings = settings;
        return this;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return new NeedsDaprd().evaluateExecutionCondition(context);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        DaprdBinary.find()
                .ifPresent(found -> System.out.println("Testing against daprd " + found.version() + " of " + found.path()));
        Path folder = Path.of("target", "daprd", context.getRequiredTestClass().getSimpleName()).toAbsolutePath();
        target = new TargetApp();
        target.start();
        targetSidecar = new Daprd(TARGET, FreePorts.find(1).get(0), folder.resolve("target")).appPort(target.port());
        targetSettings.accept(targetSidecar);
        callerSidecar = new Daprd(SELF, setting("test.sidecar.port"), folder.resolve("caller"))
                .appPort(setting("quarkus.http.test-port"))
                .resource("endpoint", """
                        apiVersion: dapr.io/v1alpha1
                        kind: HTTPEndpoint
                        metadata:
                          name: %s
                        spec:
                          baseUrl: http://127.0.0.1:%d
                        """.formatted(ENDPOINT, target.port()));
        callerSettings.accept(callerSidecar);
        targetSidecar.launch();
        callerSidecar.launch();
        targetSidecar.awaitReady();
        callerSidecar.awaitReady();
    }

    private static int setting(String name) {
        return ConfigProvider.getConfig().getValue(name, Integer.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        target.reset();
        if (!target.isStarted()) {
            target.start();
        }
        // Starts the servers that an earlier test has stopped
        for (Daprd daprd : List.of(targetSidecar, callerSidecar)) {
            if (!daprd.isStarted()) {
                daprd.start();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        for (Daprd daprd : new Daprd[] { callerSidecar, targetSidecar }) {
            if (daprd != null && daprd.isStarted()) {
                daprd.kill();
            }
        }
        target.close();
    }

    public TargetApp target() {
        return target;
    }

    public Daprd callerSidecar() {
        return callerSidecar;
    }

    public Daprd targetSidecar() {
        return targetSidecar;
    }
}
