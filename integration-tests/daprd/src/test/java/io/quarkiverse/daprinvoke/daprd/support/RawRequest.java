package io.quarkiverse.daprinvoke.daprd.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Requests that no client should send, byte for byte to a sidecar.
 */
public final class RawRequest {

    /**
     * @param head the status line and the headers, in lower case
     * @param body the body, byte for character
     */
    public record Answer(int status, String head, String body) {
    }

    private RawRequest() {
    }

    /**
     * Sends a request without a body.
     *
     * @param requestLine without its version
     * @param headers further header lines
     */
    public static Answer send(Daprd sidecar, String requestLine, String... headers) {
        return send(sidecar, requestLine, headers, new byte[0]);
    }

    /**
     * @param requestLine without its version
     * @param headers all header lines but that of the host; nothing is added for the body
     */
    public static Answer send(Daprd sidecar, String requestLine, String[] headers, byte[] body) {
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        // HTTP/1.0 has no chunks in answers, and the end of the connection is that of the answer
        String version = lines.toLowerCase(Locale.ROOT).contains("transfer-encoding") ? "1.1\r\nConnection: close" : "1.0";
        String head = requestLine + " HTTP/" + version + "\r\nHost: localhost\r\n" + lines + "\r\n";
        try (Socket socket = new Socket("127.0.0.1", sidecar.httpPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            String[] parts = text.split("\r\n\r\n", 2);
            return new Answer(Integer.parseInt(text.split(" ", 3)[1]), parts[0].toLowerCase(Locale.ROOT), parts[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
