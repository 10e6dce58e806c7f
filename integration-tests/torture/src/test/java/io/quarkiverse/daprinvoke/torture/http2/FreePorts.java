package io.quarkiverse.daprinvoke.torture.http2;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;
import java.util.stream.IntStream;

/** Ports for programs that cannot choose one themselves; lower than those that the system gives to outgoing connections. */
final class FreePorts {

    private static final int LOWEST = 10_240;
    private static final int HIGHEST = 32_000;

    private FreePorts() {
    }

    /**
     * @return the first of as many, one after the other, that nobody listens to
     */
    static int find(int count) {
        Random random = new Random();
        for (int attempt = 0; attempt < 1000; attempt++) {
            int first = LOWEST + random.nextInt(HIGHEST - LOWEST);
            if (IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException("There are no free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
