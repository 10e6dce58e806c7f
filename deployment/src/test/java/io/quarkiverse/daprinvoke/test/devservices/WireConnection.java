package io.quarkiverse.daprinvoke.test.devservices;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One end of an HTTP/1.1 connection, byte by byte: what is sent and what has come is never touched by an HTTP library.
 * Reading fails after some seconds without data.
 */
final class WireConnection implements Closeable {

    private static final int READ_TIMEOUT = 10_000;

    private final Socket socket;
    private final InputStream in;

    WireConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(READ_TIMEOUT);
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static WireConnection to(String url) throws IOException {
        URI uri = URI.create(url);
        return new WireConnection(new Socket(InetAddress.getByName(uri.getHost()), uri.getPort()));
    }

    Socket socket() {
        return socket;
    }

    /** The header that names the server at the other end. */
    String host() {
        return "Host: 127.0.0.1:" + socket.getPort();
    }

    /** Sends the lines of a message head, and the empty line after it. */
    void sendHead(String... lines) throws IOException {
        send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    void sendChunk(String data) throws IOException {
        send(Integer.toHexString(data.length()) + "\r\n" + data + "\r\n");
    }

    /** The lines of a message head, first the request or status line. */
    List<String> readHead() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** The names in a message head, in lower case, without their values. */
    static List<String> names(List<String> head) {
        return head.stream().skip(1).map(line -> line.substring(0, line.indexOf(':')).toLowerCase()).toList();
    }

    String read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("only " + bytes.length + " of " + length + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    void skip(int length) throws IOException {
        in.skipNBytes(length);
    }

    String readChunk() throws IOException {
        String data = read(Integer.parseInt(readLine(), 16));
        readLine();
        return data;
    }

    /** The remaining bytes until the peer closes the connection. */
    String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /** A body of known length: the one that the head announces. */
    String readBody(List<String> head) throws IOException {
        return read(head.stream().filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst().orElseThrow());
    }

    private String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("closed after: " + line);
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
