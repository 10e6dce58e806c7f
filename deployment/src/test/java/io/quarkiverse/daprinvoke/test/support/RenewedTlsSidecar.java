package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A recording server that speaks TLS, and from one moment on has another certificate, which the one before does not vouch
 * for.
 */
public final class RenewedTlsSidecar {

    private static final Path FIRST = TlsSidecar.keyStore();
    private static final Path SECOND = TlsSidecar.keyStore();
    private static final Path TRUST_STORE = FIRST.resolveSibling("trusted.p12");
    private static final Listener LISTENER;
    private static final RawSidecar INSTANCE;

    static {
        try {
            Files.copy(FIRST, TRUST_STORE);
            TRUST_STORE.toFile().deleteOnExit();
            LISTENER = new Listener(TlsSidecar.context(FIRST));
            INSTANCE = new RawSidecar(LISTENER);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private RenewedTlsSidecar() {
    }

    public static RawSidecar get() {
        return INSTANCE;
    }

    public static String url() {
        return "https://localhost:" + INSTANCE.port();
    }

    /**
     * @return a PKCS #12 store that trusts the first certificate, until {@link #trustTheSecond()}
     */
    public static Path trustStore() {
        return TRUST_STORE;
    }

    /**
     * Takes the second certificate into use, and closes all connections.
     */
    public static void renew() {
        LISTENER.context = TlsSidecar.context(SECOND);
        INSTANCE.hangUpOnAll(false);
    }

    /**
     * Puts the second certificate in the place of the first in the file of the trust store.
     */
    public static void trustTheSecond() {
        try {
            Files.copy(SECOND, TRUST_STORE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Listener extends ServerSocket {

        private volatile SSLContext context;

        Listener(SSLContext context) throws IOException {
            super(0, 200, InetAddress.getLoopbackAddress());
            this.context = context;
        }

        @Override
        public Socket accept() throws IOException {
            Socket accepted = super.accept();
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(accepted, null, accepted.getPort(), true);
            socket.setUseClientMode(false);
            return socket;
        }
    }
}
