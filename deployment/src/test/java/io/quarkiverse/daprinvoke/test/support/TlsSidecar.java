package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A recording server with TLS and a self-signed certificate. Like {@link SharedSidecar}, there is one.
 */
public final class TlsSidecar {

    /** The password of its key store. */
    public static final String PASSWORD = "changeit";

    private static final Path KEY_STORE = keyStore();
    private static final RawSidecar INSTANCE = new RawSidecar(serverSocket());

    private TlsSidecar() {
    }

    public static RawSidecar get() {
        return INSTANCE;
    }

    public static String url() {
        return "https://localhost:" + INSTANCE.port();
    }

    /**
     * @return the PKCS #12 key store with its certificate, which trusts itself
     */
    public static Path trustStore() {
        return KEY_STORE;
    }

    /**
     * @return a new key store with a new certificate
     */
    static Path keyStore() {
        try {
            Path directory = Files.createTempDirectory("tls-sidecar");
            Path store = directory.resolve("sidecar.p12");
            // The JDK has no public way to make a certificate, but its tool does
            Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", "sidecar", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
                    "SAN=dns:localhost,ip:127.0.0.1", "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass",
                    PASSWORD).redirectErrorStream(true).start();
            String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException(output);
            }
            store.toFile().deleteOnExit();
            directory.toFile().deleteOnExit();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerSocket serverSocket() {
        try {
            return context(KEY_STORE).getServerSocketFactory().createServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return what a server needs to present the certificate of that key store
     */
    static SSLContext context(Path keyStore) {
        try (InputStream in = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
