package io.quarkiverse.daprinvoke.deployment.devservices.daprd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Free ports of the loopback address. They are below the range for outgoing connections, so that no connection takes a port
 * before the sidecar listens to it.
 */
final class FreePorts {

    private static final int LOWEST = 10_240;
    private static final int HIGHEST = 32_767;
    private static final int MAX_ATTEMPTS = 1_000;

    private FreePorts() {
    }

    /**
     * @return that number of different ports
     */
    static List<Integer> find(int count) {
        Random random = new Random();
        Set<Integer> ports = new LinkedHashSet<>();
        for (int attempt = 0; ports.size() < count; attempt++) {
            if (attempt == MAX_ATTEMPTS) {
                throw new IllegalStateException("There are no free ports for the Dapr sidecar of dev and test mode");
            }
            int port = LOWEST + random.nextInt(HIGHEST - LOWEST + 1);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return new ArrayList<>(ports);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
