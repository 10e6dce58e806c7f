package io.quarkiverse.daprinvoke.torture.replies;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Is where the sidecar would be. The header {@code x-play} of a request names what is written for it, byte by byte; a request
 * without the header gets its own body back.
 */
final class RawServer {

    /** The server of the test run. */
    static final RawServer INSTANCE = new RawServer();

    /** The action on the connection after everything is written. */
    enum End {
        /** It stays open. */
        OPEN,
        /** The server ends its half of the connection. */
        CLOSED,
        /** The connection is reset, as by a process that was killed. */
        RESET
    }

    /** When the body of the request is read. */
    enum Reads {
        /** Before the response is written. */
        FIRST,
        /** After the response is written. */
        LATER,
        /** Not at all: nothing more is read from the connection until {@link Play#goOn()}, which closes it. */
        NEVER
    }

    /** The bytes that are written for one request. */
    static final class Play {

        private final byte[] reply;
        private final boolean byteByByte;
        private final Reads reads;
        private final End end;
        private final CompletableFuture<Void> goOn = new CompletableFuture<>();
        private final CompletableFuture<Integer> connection = new CompletableFuture<>();
        private final CompletableFuture<Void> closed = new CompletableFuture<>();
        private volatile byte[] later = {};
        private volatile boolean forEver;

        Play(byte[] reply, boolean byteByByte, Reads reads, End end) {
            this.reply = reply;
            this.byteByByte = byteByByte;
            this.reads = reads;
            this.end = end;
        }

        /** Completes with the number of the connection when the request has come. */
        CompletableFuture<Integer> connection() {
            return connection;
        }

        /** Completes when the client has closed the connection. */
        CompletableFuture<Void> closed() {
            return closed;
        }

        /** Writes these bytes as well, when {@link #goOn()} is called. */
        Play later(byte[] later) {
            this.later = later;
            return this;
        }

        /** Writes these bytes as well, again and again until the client closes the connection. */
        Play forEver(byte[] again) {
            forEver = true;
            goOn();
            return later(again);
        }

        void goOn() {
            goOn.complete(null);
        }

        private void to(OutputStream out) throws IOException {
            if (byteByByte) {
                for (byte b : reply) {
                    out.write(b);
                    out.flush();
                }
            } else {
                out.write(reply);
            }
            if (later.length > 0) {
                goOn.join();
                do {
                    out.write(later);
                } while (forEver);
            }
        }
    }

    private final ServerSocket server;
    private final Map<String, Play> plays = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    private RawServer() {
        try {
            server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Sets what is written for the request with that ID. */
    void prepare(String id, Play play) {
        plays.put(id, play);
    }

    /** Returns the number of connections that the client has not closed. */
    int open() {
        return open.size();
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = numbers.incrementAndGet();
                daemon(() -> serve(socket, number));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket socket, int number) {
        Play play = null;
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            String head;
            while ((head = head(in)) != null) {
                String id = header(head, "x-play");
                if (id == null) {
                    echo(in.readNBytes(length(head)), out);
                    continue;
                }
                play = plays.remove(id);
                if (play.reads == Reads.FIRST) {
                    in.readNBytes(length(head));
                }
                play.connection.complete(number);
                play.to(out);
                if (play.end == End.RESET) {
                    socket.setSoLinger(true, 0);
                    return;
                } else if (play.end == End.CLOSED) {
                    socket.shutdownOutput();
                }
                if (play.reads == Reads.NEVER) {
                    play.goOn.join();
                    return;
                } else if (play.end == End.CLOSED) {
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                } else if (play.reads == Reads.LATER) {
                    in.readNBytes(length(head));
                }
            }
        } catch (IOException e) {
            // The client has reset the connection
        } finally {
            open.remove(socket);
            if (play != null) {
                play.closed.complete(null);
            }
        }
    }

    private static void echo(byte[] body, OutputStream out) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        reply.writeBytes(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        reply.writeBytes(body);
        out.write(reply.toByteArray());
    }

    private static int length(String head) {
        String length = header(head, "content-length");
        return length == null ? 0 : Integer.parseInt(length);
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).trim();
            }
        }
        return null;
    }

    /**
     * @return the head of the next request, {@code null} if there is none
     */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        int b;
        while ((b = in.read()) >= 0) {
            head.append((char) b);
            if (b == '\n' && head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return head.toString();
            }
        }
        return null;
    }
}
