package io.quarkiverse.daprinvoke.test.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for the sidecar: it records the bytes of each request and writes the specified responses, byte by byte. It
 * interprets HTTP only to find the end of a request.
 */
public final class RawSidecar implements AutoCloseable {

    /**
     * One request as it came.
     *
     * @param requestLine the request line
     * @param headers the header lines, in order, as they were written
     * @param body the body, with the framing of chunks removed
     * @param lines every line that is no body, with its end: request line, headers, the empty line, the framing of chunks
     * @param connection the number of the connection it came on
     */
    public record Request(String requestLine, List<String> headers, byte[] body, List<String> lines, int connection) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /**
         * @return the values of a header, in order, its name in any letter case
         */
        public List<String> header(String name) {
            String prefix = name.toLowerCase() + ":";
            return headers.stream().filter(line -> line.toLowerCase().startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).trim()).toList();
        }
    }

    /** The action of the server for a request. */
    @FunctionalInterface
    public interface Answer {
        /**
         * @return whether the connection stays open
         */
        boolean to(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Answer answer;

    public RawSidecar() {
        this(plain(InetAddress.getLoopbackAddress()));
    }

    RawSidecar(InetAddress address) {
        this(plain(address));
    }

    RawSidecar(ServerSocket server) {
        this(server, ok(""));
    }

    RawSidecar(ServerSocket server, Answer answer) {
        this.server = server;
        this.answer = answer;
        daemon("raw-sidecar-accept", this::accept);
    }

    private static ServerSocket plain(InetAddress address) {
        return plain(address, 0);
    }

    private static ServerSocket plain(InetAddress address, int port) {
        try {
            return new ServerSocket(port, 200, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Goes away, with all its connections.
     *
     * @return another one in its place, which answers in the same way
     */
    public RawSidecar restart() {
        int port = port();
        close();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try {
                return new RawSidecar(plain(InetAddress.getLoopbackAddress(), port), answer);
            } catch (UncheckedIOException e) {
                // Until the thread that accepts connections has released the port
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    /**
     * Sets what is answered from now on, and forgets what has come so far.
     */
    public void answer(Answer answer) {
        this.answer = answer;
        requests.clear();
        closed.clear();
    }

    /**
     * @return the next request, which must come within 30 seconds
     */
    public Request next() {
        return poll(requests, "request");
    }

    /**
     * @return the number of the next connection that the client closes, which must happen within 30 seconds
     */
    public int nextClosed() {
        return poll(closed, "end of a connection");
    }

    /**
     * Waits until the client has closed that connection, which must happen within 30 seconds; the end of another one, left
     * over from an earlier call, does not count.
     */
    public void awaitClosed(int connection) {
        int closed;
        do {
            closed = nextClosed();
        } while (closed != connection);
    }

    private static <T> T poll(BlockingQueue<T> queue, String what) {
        try {
            T next = queue.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("No " + what + " has come");
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Closes all connections. The client can detect it when this method returns.
     *
     * @param reset whether as if the process had been killed
     */
    public void hangUpOnAll(boolean reset) {
        try {
            for (Socket socket : sockets) {
                socket.setSoLinger(reset, 0);
                socket.close();
            }
            // Nothing goes out while a thread still reads from the socket
            while (!sockets.isEmpty()) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return how many requests have come and have not been taken
     */
    public int pending() {
        return requests.size();
    }

    /**
     * @return how many connections have been opened
     */
    public int connections() {
        return connections.get();
    }

    public static Answer ok(String body) {
        return reply(200, "text/plain", body);
    }

    public static Answer json(int status, String body) {
        return reply(status, "application/json", body);
    }

    public static Answer reply(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String type = bytes.length == 0 ? "" : "Content-Type: " + contentType + "\r\n";
        return raw("HTTP/1.1 " + status + " X\r\n" + type + "Content-Length: " + bytes.length + "\r\n\r\n", bytes);
    }

    /**
     * Writes exactly this; a HEAD request gets the head only.
     */
    public static Answer raw(String head, byte... body) {
        return (request, out) -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            if (!request.requestLine().startsWith("HEAD ")) {
                out.write(body);
            }
            out.flush();
            return true;
        };
    }

    /**
     * Plays one answer after the other, and the last to all requests that follow.
     */
    public static Answer inTurn(Answer... answers) {
        AtomicInteger next = new AtomicInteger();
        return (request, out) -> answers[Math.min(next.getAndIncrement(), answers.length - 1)].to(request, out);
    }

    /**
     * Closes the connection without a word.
     */
    public static Answer hangUp() {
        return (request, out) -> false;
    }

    /**
     * Never answers, but keeps the connection.
     */
    public static Answer silence() {
        return (request, out) -> true;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                if (server.isClosed()) {
                    // By somebody who has not seen it
                    socket.close();
                }
                int number = connections.incrementAndGet();
                daemon("raw-sidecar-" + number, () -> serve(socket, number));
            } catch (IOException e) {
                // The server was closed, which ends the loop
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            // Otherwise what follows the head of an answer waits until the client has acknowledged that
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            Request request;
            while ((request = read(in, number)) != null) {
                Answer current = answer;
                requests.add(request);
                if (!current.to(request, out)) {
                    return;
                }
            }
            closed.add(number);
        } catch (IOException e) {
            closed.add(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(socket);
        }
    }

    private static Request read(InputStream in, int connection) throws IOException {
        List<String> lines = new ArrayList<>();
        String requestLine = line(in, lines);
        if (requestLine == null) {
            return null;
        }
        List<String> headers = new ArrayList<>();
        int length = 0;
        boolean chunked = false;
        for (String line = line(in, lines); line != null && !line.isEmpty(); line = line(in, lines)) {
            headers.add(line);
            String lower = line.toLowerCase();
            if (lower.startsWith("content-length:")) {
                length = number(lower.substring(15), 10);
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        byte[] body = chunked ? chunks(in, lines) : in.readNBytes(length);
        return new Request(requestLine, headers, body, lines, connection);
    }

    private static byte[] chunks(InputStream in, List<String> lines) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        while ((size = number(line(in, lines), 16)) > 0) {
            body.write(in.readNBytes(size));
            line(in, lines);
        }
        line(in, lines);
        return body.toByteArray();
    }

    /**
     * @return the size, zero if the text is none, so that the request is recorded as far as it can be read
     */
    private static int number(String text, int radix) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.trim(), radix));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String line(InputStream in, List<String> lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b;
        while ((b = in.read()) >= 0) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        if (line.size() == 0) {
            return null;
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        lines.add(text);
        return text.replaceFirst("\r?\n$", "");
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
