package io.quarkiverse.daprinvoke.torture.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port for what listens to it more than once; lower than those that the system gives to outgoing connections. */
final class FreePort {

    private static final int LOWEST = 10_240;
    private static final int HIGHEST = 32_000;

    private FreePort() {
    }

    /**
     * @return one that nobody listens to
     */
    static int find() {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Somebody listens to it
            }
        }
        throw new IllegalStateException("There is no free port");
    }
}
