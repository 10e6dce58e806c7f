package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * Sends requests to the application under test exactly as they are written.
 */
public final class RawClient {

    /**
     * @param status the status
     * @param text all that was answered, with the head
     */
    public record Response(int status, String text) {
    }

    private RawClient() {
    }

    /**
     * Posts the text {@code hello}.
     *
     * @param app where the application listens
     * @param headers further header lines, in order
     */
    public static Response post(URI app, String path, String... headers) {
        return postText(app, path, "hello", headers);
    }

    /**
     * @param app where the application listens
     * @param body what is posted, ASCII
     * @param headers further header lines, in order
     */
    public static Response postText(URI app, String path, String body, String... headers) {
        String request = "POST " + path + " HTTP/1.0\r\nHost: localhost\r\nContent-Length: " + body.length() + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n" + body;
        try (Socket socket = new Socket(app.getHost(), app.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            // HTTP/1.0, so the end of the connection is that of the response
            String text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            return new Response(Integer.parseInt(text.split(" ", 3)[1]), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
