package io.quarkiverse.daprinvoke.test.devservices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.quarkiverse.daprinvoke.deployment.devservices.discovery.AppDirectory;
import io.quarkiverse.daprinvoke.deployment.devservices.inprocess.InProcessSidecar;

/**
 * Bodies are streamed: each part arrives before the next is sent, with back pressure, and a body that is cut short never looks
 * complete.
 */
class InvocationStreamingTest extends SidecarTestBase {

    private static final String BLOCK = "x".repeat(64 * 1024);
    // Far more than the buffers of the kernel on the way
    private static final int BLOCKS = 2048;

    @Override
    InProcessSidecar sidecar(AppDirectory apps) {
        return new InProcessSidecar(apps, Long.MAX_VALUE, false);
    }

    @Test
    void chunksArriveOneByOneInBothDirections() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Transfer-Encoding: chunked");
            try (WireConnection called = orders.accept()) {
                List<String> request = called.readHead();
                assertThat(request).contains("transfer-encoding: chunked");
                assertThat(WireConnection.names(request)).doesNotContain("content-length");
                caller.sendChunk("one");
                assertThat(called.readChunk()).isEqualTo("one");

                called.sendHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                List<String> response = caller.readHead();
                assertThat(response).containsExactly("HTTP/1.1 200 OK", "transfer-encoding: chunked");
                called.sendChunk("1");
                assertThat(caller.readChunk()).isEqualTo("1");

                caller.sendChunk("two");
                assertThat(called.readChunk()).isEqualTo("two");
                called.sendChunk("2");
                assertThat(caller.readChunk()).isEqualTo("2");
                caller.sendChunk("");
                assertThat(called.readChunk()).isEmpty();
                called.sendChunk("");
                assertThat(caller.readChunk()).isEmpty();
            }
        }
    }

    @Test
    void bodiesOfKnownLengthAreStreamedToo() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Content-Length: 6");
            try (WireConnection called = orders.accept()) {
                List<String> request = called.readHead();
                assertThat(request).contains("Content-Length: 6");
                assertThat(WireConnection.names(request)).doesNotContain("transfer-encoding");
                caller.send("one");
                assertThat(called.read(3)).isEqualTo("one");
                caller.send("two");
                assertThat(called.read(3)).isEqualTo("two");

                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 2");
                assertThat(caller.readHead()).containsExactly("HTTP/1.1 200 OK", "Content-Length: 2");
                called.send("1");
                assertThat(caller.read(1)).isEqualTo("1");
                called.send("2");
                assertThat(caller.read(1)).isEqualTo("2");
            }
        }
    }

    @Test
    void bodyThatEndsWithTheConnectionIsChunkedForTheCaller() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK");
                called.send("ok");
            }
            assertThat(caller.readHead()).containsExactly("HTTP/1.1 200 OK", "transfer-encoding: chunked");
            assertThat(caller.readChunk()).isEqualTo("ok");
            assertThat(caller.readChunk()).isEmpty();
        }
    }

    @Test
    void requestIsTakenOnlyAsFastAsTheApplicationReads() throws Exception {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(),
                    "Content-Length: " + BLOCKS * BLOCK.length());
            try (WireConnection called = orders.accept(); SlowWriter upload = new SlowWriter(caller, BLOCK, BLOCKS)) {
                called.readHead();
                assertThat(upload.blocksUntilStalled()).isLessThan(BLOCKS * 3 / 4);
                called.skip(BLOCKS * BLOCK.length());
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 0");
                assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void answerIsTakenOnlyAsFastAsTheCallerReads() throws Exception {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: " + BLOCKS * BLOCK.length());
                try (SlowWriter download = new SlowWriter(called, BLOCK, BLOCKS)) {
                    caller.readHead();
                    assertThat(download.blocksUntilStalled()).isLessThan(BLOCKS * 3 / 4);
                    caller.skip(BLOCKS * BLOCK.length());
                }
            }
        }
    }

    @Test
    void answerIsCompleteEvenIfTheCallerReadsItAfterTheApplicationHasClosed() throws IOException {
        int blocks = 4;
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: " + blocks * BLOCK.length());
                for (int i = 0; i < blocks; i++) {
                    called.send(BLOCK);
                }
            }
            caller.readHead();
            assertThat(caller.read(blocks * BLOCK.length())).isEqualTo(BLOCK.repeat(blocks));
        }
    }

    @Test
    void chunkedAnswerThatBreaksOffEndsTheConnection() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                called.sendChunk("one");
                caller.readHead();
                assertThat(caller.readChunk()).isEqualTo("one");
            }
            assertThat(caller.readToEnd()).isEmpty();
        }
    }

    @Test
    void answerOfKnownLengthThatBreaksOffEndsTheConnection() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Content-Length: 10");
                called.send("one");
            }
            caller.readHead();
            assertThat(caller.readToEnd()).isEqualTo("one");
        }
    }

    @Test
    void callerThatGoesBeforeTheAnswerEndsTheCall() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                caller.close();
                assertThat(called.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    void callerThatGoesDuringTheAnswerEndsTheCall() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("GET " + INVOKE + "/find HTTP/1.1", caller.host());
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                called.sendChunk("one");
                caller.readHead();
                caller.readChunk();
                caller.close();
                assertThat(called.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    void callerThatGoesDuringTheRequestEndsTheCall() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Transfer-Encoding: chunked");
            caller.sendChunk("one");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                assertThat(called.readChunk()).isEqualTo("one");
                caller.close();
                assertThatThrownBy(called::readChunk).isInstanceOfAny(EOFException.class, SocketException.class);
            }
        }
    }

    @Test
    void requestThatIsNoLongerHttpEndsTheCall() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Transfer-Encoding: chunked");
            caller.sendChunk("one");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                assertThat(called.readChunk()).isEqualTo("one");
                caller.send("no chunk\r\n");
                assertThatThrownBy(called::readChunk).isInstanceOfAny(EOFException.class, SocketException.class);
            }
        }
    }

    @Test
    void applicationMayAnswerAndCloseWithoutReadingTheRequest() throws IOException {
        try (WireConnection caller = caller()) {
            caller.sendHead("POST " + INVOKE + "/create HTTP/1.1", caller.host(), "Content-Length: 1000000");
            try (WireConnection called = orders.accept()) {
                called.readHead();
                called.sendHead("HTTP/1.1 409 Conflict", "Content-Length: 3");
                called.send("no!");
            }
            List<String> head = caller.readHead();
            assertThat(head).first().isEqualTo("HTTP/1.1 409 Conflict");
            assertThat(caller.readBody(head)).isEqualTo("no!");
            caller.send("x".repeat(1000000));
            caller.sendHead("GET /v1.0/healthz HTTP/1.1", caller.host());
            assertThat(caller.readHead()).first().isEqualTo("HTTP/1.1 204 No Content");
        }
    }

    @Test
    void manyCallsMayBeOpenAtOnce() throws IOException {
        List<WireConnection> open = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                WireConnection caller = caller();
                open.add(caller);
                caller.sendHead("GET " + INVOKE + "/" + i + " HTTP/1.1", caller.host());
                WireConnection called = orders.accept();
                open.add(called);
                assertThat(called.readHead()).first().isEqualTo("GET /" + i + " HTTP/1.1");
            }
            for (int i = 0; i < 50; i++) {
                open.get(2 * i + 1).sendHead("HTTP/1.1 2" + (10 + i) + " OK", "Content-Length: 0");
                assertThat(open.get(2 * i).readHead()).first().asString().startsWith("HTTP/1.1 2" + (10 + i) + " ");
            }
        } finally {
            for (WireConnection connection : open) {
                connection.close();
            }
        }
    }
}
