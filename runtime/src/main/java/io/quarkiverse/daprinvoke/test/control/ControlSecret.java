package io.quarkiverse.daprinvoke.test.control;

import java.security.SecureRandom;
import java.util.HexFormat;

import io.quarkus.dev.console.DevConsoleManager;

/**
 * Proves that a test runs in the process of the sidecar. Web pages and other users of the machine can also reach the sidecar,
 * and must not control it. The secret leaves the process in the requests of the test only.
 */
public final class ControlSecret {

    private static final String KEY = "quarkus-dapr-invoke.control-secret";
    private static final int BYTES = 32;

    private ControlSecret() {
    }

    /**
     * @return the secret of this process, the same in every class loader
     */
    public static String ofProcess() {
        // Stored in, and locked by, a class that all class loaders share, because the sidecar and the test have separate
        // classes
        synchronized (DevConsoleManager.class) {
            String secret = DevConsoleManager.getGlobal(KEY);
            if (secret == null) {
                byte[] random = new byte[BYTES];
                new SecureRandom().nextBytes(random);
                secret = HexFormat.of().formatHex(random);
                DevConsoleManager.setGlobal(KEY, secret);
            }
            return secret;
        }
    }
}
