package io.quarkiverse.daprinvoke.test.control;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

import io.quarkus.dev.console.DevConsoleManager;

/**
 * The functions of a test that the sidecar calls: both run in one process, in different class loaders. Arguments and results
 * are JSON, and only types of the JDK are shared.
 */
public final class TestFunctions {

    private static final String KEY = "quarkus-dapr-invoke.test-functions";

    private TestFunctions() {
    }

    /**
     * @param function takes a {@link Call}; several threads can call it concurrently
     * @return its key
     */
    public static String add(UnaryOperator<byte[]> function) {
        String key = UUID.randomUUID().toString();
        ofProcess().put(key, function);
        return key;
    }

    /**
     * @param key the key of a function
     */
    public static void remove(String key) {
        ofProcess().remove(key);
    }

    /**
     * @param key the key of a function
     * @param call the argument
     * @return its result
     * @throws IllegalStateException if the test of the function has ended
     */
    public static byte[] call(String key, byte[] call) {
        UnaryOperator<byte[]> function = ofProcess().get(key);
        if (function == null) {
            throw new IllegalStateException("The test of the function has ended");
        }
        return function.apply(call);
    }

    private static Map<String, UnaryOperator<byte[]>> ofProcess() {
        // Stored in, and locked by, a class that all class loaders share, like ControlSecret
        synchronized (DevConsoleManager.class) {
            Map<String, UnaryOperator<byte[]>> functions = DevConsoleManager.getGlobal(KEY);
            if (functions == null) {
                functions = new ConcurrentHashMap<>();
                DevConsoleManager.setGlobal(KEY, functions);
            }
            return functions;
        }
    }
}
