package io.quarkiverse.daprinvoke.test.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A stand-in for the sidecar that the test controls: the test accepts each connection and reads and writes its bytes step by
 * step. Expected bytes must arrive within ten seconds.
 */
public final class SteeredSidecar {

    private static final SteeredSidecar INSTANCE = new SteeredSidecar();
    private static final int PATIENCE = 10_000;
    private static final int CLOSING = 2_000;

    /** One connection, as the test steers it. */
    public static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream in;
        private final OutputStream out;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        }

        /**
         * @return the head of the next request: the request line and the header lines
         */
        public List<String> head() {
            List<String> lines = new ArrayList<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                lines.add(line);
            }
            return lines;
        }

        /**
         * @return the next chunk of the request's body, empty at its end
         */
        public byte[] chunk() {
            try {
                byte[] chunk = in.readNBytes(Integer.parseInt(line(), 16));
                if (!line().isEmpty()) {
                    throw new AssertionError("A chunk is longer than it says");
                }
                return chunk;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text() {
            return new String(chunk(), StandardCharsets.UTF_8);
        }

        /**
         * @return that many bytes as they came
         */
        public byte[] bytes(int count) {
            try {
                return in.readNBytes(count);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String line() {
            try {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                int b;
                while ((b = in.read()) != '\n') {
                    if (b < 0) {
                        throw new AssertionError("The connection has ended after: " + line);
                    }
                    line.write(b);
                }
                String text = line.toString(StandardCharsets.ISO_8859_1);
                if (!text.endsWith("\r")) {
                    throw new AssertionError("A line does not end with CR LF: " + text);
                }
                return text.substring(0, text.length() - 1);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public void write(String text) {
            try {
                out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                out.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /**
         * Begins a response whose body comes in chunks.
         */
        public void beginReply() {
            write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n");
        }

        public void writeChunk(String text) {
            write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
        }

        public void endReply() {
            write("0\r\n\r\n");
        }

        /**
         * Waits until the client has closed the connection, and drops the bytes that it still sends.
         *
         * @return how many bytes came before the end
         */
        public long awaitClosed() {
            long read = 0;
            byte[] bytes = new byte[64 * 1024];
            try {
                int n;
                while ((n = in.read(bytes)) >= 0) {
                    read += n;
                }
            } catch (SocketTimeoutException e) {
                throw new AssertionError("The connection is still open");
            } catch (IOException e) {
                // Reset: it is closed too
            }
            return read;
        }

        /**
         * Ends the connection and lets the client close it first, so that the client does not send its next call here. This
         * takes a few seconds at most.
         */
        @Override
        public void close() {
            try (socket) {
                socket.shutdownOutput();
                byte[] bytes = new byte[64 * 1024];
                long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSING);
                long left = CLOSING;
                do {
                    socket.setSoTimeout((int) left);
                    left = in.read(bytes) < 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                } while (left > 0);
            } catch (IOException e) {
                // Already closed or reset, or the client does not notice it
            }
        }
    }

    private final ServerSocket server;

    private SteeredSidecar() {
        try {
            server = new ServerSocket();
            // So that a side that does not read soon holds the other one back
            server.setReceiveBufferSize(64 * 1024);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static SteeredSidecar get() {
        return INSTANCE;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /**
     * @param call the call that opens the connection; if none comes, the error says what it ended with
     * @return the next connection
     */
    public Connection accept(CompletableFuture<?> call) {
        try {
            return accept();
        } catch (AssertionError e) {
            if (!call.isDone()) {
                throw new AssertionError(e.getMessage() + ", and the call has not ended", e);
            }
            Throwable failure = call.handle((item, thrown) -> thrown).join();
            throw new AssertionError(
                    e.getMessage() + ", and the call has ended with " + (failure == null ? "an item" : failure), failure);
        }
    }

    /** Closes the connections that nobody has taken, so that the next test does not take them for its own. */
    public void closeOthers() {
        try {
            server.setSoTimeout(1);
            while (true) {
                server.accept().close();
            }
        } catch (SocketTimeoutException e) {
            // There are no more
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @return the next connection
     */
    public Connection accept() {
        try {
            server.setSoTimeout(PATIENCE);
            return new Connection(server.accept());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("No connection has come");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
