package io.quarkiverse.daprinvoke.test.control;

import java.security.SecureRandom;
import java.util.HexFormat;

import io.quarkus.dev.console.DevConsoleManager;

/**
 * What a test proves with that it runs in the process of the sidecar, as all tests do that steer it: pages in browsers, and
 * other users of the machine, reach the sidecar as well. It never leaves the process but in the requests of the test.
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
        // Kept, and locked, by a class that all class loaders share: the sidecar and the test have classes of their own
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
