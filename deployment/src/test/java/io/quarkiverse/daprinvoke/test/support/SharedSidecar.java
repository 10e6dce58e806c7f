package io.quarkiverse.daprinvoke.test.support;

/**
 * The recording server of the test run. Its class is not part of any application under test, so test and application see
 * the same one.
 */
public final class SharedSidecar {

    private static final RawSidecar INSTANCE = new RawSidecar();

    private SharedSidecar() {
    }

    public static RawSidecar get() {
        return INSTANCE;
    }
}
