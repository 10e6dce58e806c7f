package io.quarkiverse.daprinvoke.runtime;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.daprinvoke.runtime.config.YamlParser;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.shutdown.ShutdownConfig;
import io.quarkus.runtime.shutdown.ShutdownListener;

@Recorder
public class DaprInvokeRecorder {

    private final RuntimeValue<ShutdownConfig> shutdownConfig;

    public DaprInvokeRecorder(RuntimeValue<ShutdownConfig> shutdownConfig) {
        this.shutdownConfig = shutdownConfig;
    }

    /** Runs at static initialization, so that a native executable contains the classes of payloads and responses. */
    public RuntimeValue<List<EmitterDefinition>> define(List<EmitterDefinition> definitions) {
        return new RuntimeValue<>(definitions);
    }

    /** For an application with an HTTP server. */
    public ShutdownListener warnOfLostCalls(BeanContainer beans) {
        return new LostCallsWarning(shutdownConfig.getValue(), beans.beanInstance(Emitters.class)::callsUnderWay);
    }

    /** Only for applications with YAML: others have no parser, and their native executables must not refer to it. */
    public RuntimeValue<Function<String, Set<String>>> yamlParser() {
        return new RuntimeValue<>(new YamlParser());
    }

    /**
     * @param yaml finds the names without a value in a YAML file, {@code null} without YAML
     */
    public void start(BeanContainer beans, RuntimeValue<List<EmitterDefinition>> definitions,
            RuntimeValue<Function<String, Set<String>>> yaml, ShutdownContext shutdown) {
        Emitters emitters = beans.beanInstance(Emitters.class);
        emitters.start(definitions.getValue(), yaml == null ? null : yaml.getValue());
        // Runs after the shutdown event of the application, and before its beans are destroyed
        shutdown.addShutdownTask(emitters::stop);
    }
}
