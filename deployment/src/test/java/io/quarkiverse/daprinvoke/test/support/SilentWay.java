package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes connections on to {@link Http2Sidecar#clear()}, until they are silent: then nothing passes any more, although both
 * ends stay open, as when something on the way has lost them.
 */
public final class SilentWay {

    private static final class Passed {
        private volatile boolean silent;
    }

    private static final SilentWay INSTANCE = new SilentWay();

    private final ServerSocket server;
    private final int target = URI.create(Http2Sidecar.clear().url()).getPort();
    private final List<Passed> all = new CopyOnWriteArrayList<>();

    private SilentWay() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public static String url() {
        return "http://127.0.0.1:" + INSTANCE.server.getLocalPort();
    }

    /** Silences the connections that there are. */
    public static void silence() {
        INSTANCE.all.forEach(connection -> connection.silent = true);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket passedOn = new Socket("localhost", target);
                Passed connection = new Passed();
                all.add(connection);
                daemon(() -> pass(connection, client, passedOn));
                daemon(() -> pass(connection, passedOn, client));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pass(Passed connection, Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int read; (read = in.read(buffer)) >= 0;) {
                if (!connection.silent) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One of them has closed it
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "silent-way");
        thread.setDaemon(true);
        thread.start();
    }
}
