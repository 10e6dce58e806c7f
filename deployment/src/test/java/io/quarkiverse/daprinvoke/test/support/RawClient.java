package io.quarkiverse.daprinvoke.test.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Sends requests to the application under test exactly as they are written.
 */
public final class RawClient {

    /**
     * @param status the status
     * @param text all that was answered, with the head
     */
    public record Response(int status, String text) {

        public String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        /**
         * @return the header lines, the names in lower case
         */
        public List<String> headers() {
            return text.substring(0, text.indexOf("\r\n\r\n")).lines().skip(1)
                    .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT)
                            + line.substring(line.indexOf(':')))
                    .toList();
        }

        /**
         * @return the values of a header, in order
         */
        public List<String> header(String name) {
            return headers().stream().filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).trim()).toList();
        }
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
