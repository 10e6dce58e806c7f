package io.quarkiverse.daprinvoke.test.support;

/**
 * The recording server of the test run. Its class is not part of any application under test, so test and application see
 * the same one.
 */
public final class SharedSidecar {

    private static final RawSidecar INSTANCE = new RawSidecar();
    private static final RawSidecar OTHER = new RawSidecar();
    private static final String NOBODY = addressWithoutListener();

    private SharedSidecar() {
    }

    public static RawSidecar get() {
        return INSTANCE;
    }

    /**
     * @return a second one, which is not the configured sidecar
     */
    public static RawSidecar other() {
        return OTHER;
    }

    /**
     * @return an address at which nothing listens
     */
    public static String nobody() {
        return NOBODY;
    }

    private static String addressWithoutListener() {
        try (RawSidecar closed = new RawSidecar()) {
            return closed.url();
        }
    }
}
