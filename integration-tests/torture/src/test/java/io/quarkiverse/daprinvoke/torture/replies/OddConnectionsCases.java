package io.quarkiverse.daprinvoke.torture.replies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.daprinvoke.InvokeMethodParameters;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.End;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.Play;
import io.quarkiverse.daprinvoke.torture.replies.RawServer.Reads;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;

/**
 * Connections that are odd in what happens when: answers before the request has come, bytes behind a response that is over,
 * resets,
 * and what does not end.
 */
abstract class OddConnectionsCases extends Calls {

    private static final String REPLY = Framing.head("Content-Length: 7") + Framing.VALUE;

    // More than the buffers of both ends take
    private static final Buffer LARGE = Buffer.buffer(new byte[32 * 1024 * 1024]);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Play play(String reply, Reads reads, End end) {
        return new Play(bytes(reply), false, reads, end);
    }

    private static InvokeMethodParameters<?> none() {
        return InvokeMethodParameters.none().timeout(TIMEOUT);
    }

    private void assertNext() {
        assertNext("next");
        assertNext("and next");
    }

    /** The server answers before it has read the payload, and goes on in the way that is named. */
    @ParameterizedTest
    @CsvSource({ "LATER,false", "LATER,true", "NEVER,false", "NEVER,true" })
    void answersEarly(Reads reads, boolean streamed) {
        for (ReplyKind type : ReplyKind.values()) {
            for (String status : List.of("200 OK", "413 Content Too Large")) {
                Object payload = streamed ? Multi.createFrom().items(() -> IntStream.range(0, 32)
                        .mapToObj(i -> LARGE.slice(i << 20, i + 1 << 20))) : LARGE;
                Play play = play(REPLY.replace("200 OK", status), reads, End.OPEN);
                CompletableFuture<String> outcome = start(type, play, InvokeMethodParameters.of(payload).timeout(TIMEOUT));
                try {
                    assertThat(get(outcome)).isEqualTo(
                            status.startsWith("2") || type == ReplyKind.EXCHANGE ? "=" + Framing.VALUE
                                    : "InvocationStatusException 413");
                    assertNext();
                } finally {
                    play.goOn();
                }
            }
        }
    }

    /** The response is lost with the connection, or is read before that. */
    @ParameterizedTest
    @EnumSource
    void answersEarlyAndCloses(ReplyKind type) {
        Play play = play(REPLY, Reads.NEVER, End.OPEN);
        play.goOn();
        assertThat(get(start(type, play, InvokeMethodParameters.of(LARGE).timeout(TIMEOUT)))).isIn("=" + Framing.VALUE,
                "SidecarUnavailableException", "IncompleteResponseException");
        assertThat(play.closed()).succeedsWithin(Duration.ofSeconds(60));
        assertNext();
    }

    /** Bytes after the end of a response belong to no call. */
    @ParameterizedTest
    @ValueSource(strings = { "\r\n", "E", "\0", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nEVIL",
            "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n" })
    void saysMoreAfterTheReply(String more) {
        for (String reply : List.of(REPLY, Framing.CHUNKED + Framing.CHUNKS, "HTTP/1.1 204 X\r\n\r\n",
                "HTTP/1.1 500 X\r\nContent-Length: 0\r\n\r\n")) {
            Play play = play(reply, Reads.FIRST, End.OPEN).later(bytes(more));
            get(start(ReplyKind.TEXT, play, none()));
            play.goOn();
            assertThat(play.closed()).succeedsWithin(Duration.ofSeconds(60));
            assertNext();
        }
    }

    /** A reset is never the end of a response, even of one that ends with its connection. */
    @ParameterizedTest
    @ValueSource(strings = { "", "HTTP/1.1", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\r\n{\"n\":1}",
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"n\":1}", "HTTP/1.0 200 OK\r\n\r\n{\"n\":1}",
            "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n{\"n\":1",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"n\":1}\r\n0\r\n" })
    void resets(String reply) {
        for (ReplyKind type : ReplyKind.values()) {
            Play play = play(reply, Reads.FIRST, End.RESET);
            assertThat(get(start(type, play, none()))).isIn("SidecarUnavailableException", "IncompleteResponseException");
            assertThat(play.closed()).succeedsWithin(Duration.ofSeconds(60));
            assertNext();
        }
    }

    /** All that does not end is bounded: by a limit, or by the timeout. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            ''                                                           | HTTP/1.1 102 X\\r\\n\\r\\n | InvocationTimeoutException
            ''                                                           | \\r\\n                       | InvocationTimeoutException
            ''                                                           | E                             | SidecarUnavailableException
            'HTTP/1.1 200 '                                              | E                             | SidecarUnavailableException
            HTTP/1.1 200 OK\\r\\n                                        | X                             | SidecarUnavailableException
            HTTP/1.1 200 OK\\r\\n                                        | X: y\\r\\n                    | SidecarUnavailableException
            HTTP/1.1 200 OK\\r\\nX: y\\r\\n                              | ' \\r\\n'                     | SidecarUnavailableException
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n      | 0                             | IncompleteResponseException
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1;    | x                             | IncompleteResponseException
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n | X: y\\r\\n                    | IncompleteResponseException
            HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n      | 10\\r\\n0123456789abcdef\\r\\n | ResponseDecodingException
            HTTP/1.1 200 OK\\r\\n\\r\\n                                    | 0123456789                    | ResponseDecodingException
            HTTP/1.1 500 X\\r\\n\\r\\n                                     | 0123456789                    | InvocationStatusException 500
            """, delimiter = '|')
    void doesNotEnd(String reply, String again, String outcome) {
        boolean timesOut = outcome.equals("InvocationTimeoutException");
        Play play = play(unescape(reply), Reads.FIRST, End.OPEN).forEver(bytes(unescape(again).repeat(1000)));
        assertThat(get(start(ReplyKind.TEXT, play, none().timeout(timesOut ? SHORT_TIMEOUT : TIMEOUT)))).isEqualTo(outcome);
        assertThat(play.closed()).succeedsWithin(Duration.ofSeconds(60));
        assertNext();
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n");
    }
}
