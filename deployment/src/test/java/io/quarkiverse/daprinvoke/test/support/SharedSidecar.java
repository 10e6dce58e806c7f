package io.quarkiverse.daprinvoke.test.support;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The recording server of the test run. Its class is not part of any application under test, so test and application see
 * the same one.
 */
public final class SharedSidecar {

    private static final RawSidecar INSTANCE = new RawSidecar();
    private static final RawSidecar OTHER = new RawSidecar();
    private static final AtomicReference<RawSidecar> MORTAL = new AtomicReference<>(new RawSidecar());
    private static final String NOBODY = addressWithoutListener();

    private static final RawSidecar IPV6 = onIpv6();

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
     * @return one that listens on the IPv6 loopback address only, {@code null} if this machine has none
     */
    public static RawSidecar ipv6() {
        return IPV6;
    }

    /**
     * @return a third one, which can be restarted
     */
    public static RawSidecar mortal() {
        return MORTAL.get();
    }

    /**
     * Closes the one that can be restarted, with all its connections, and puts another one in its place.
     */
    public static void restartMortal() {
        MORTAL.set(MORTAL.get().restart());
    }

    private static RawSidecar onIpv6() {
        try {
            return new RawSidecar(InetAddress.getByName("::1"));
        } catch (UncheckedIOException e) {
            return null;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
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
