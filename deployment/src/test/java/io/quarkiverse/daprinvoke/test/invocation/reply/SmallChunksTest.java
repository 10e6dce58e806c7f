package io.quarkiverse.daprinvoke.test.invocation.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.daprinvoke.DaprInvoke;
import io.quarkiverse.daprinvoke.InvocationStatusException;
import io.quarkiverse.daprinvoke.RequestEmitter;
import io.quarkiverse.daprinvoke.test.support.Calls;
import io.quarkiverse.daprinvoke.test.support.EmitterTest;
import io.quarkiverse.daprinvoke.test.support.RawSidecar;
import io.quarkiverse.daprinvoke.test.support.SharedSidecar;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.buffer.Buffer;

/**
 * A body in very many chunks is read exactly, and requires little more memory than one in few chunks.
 */
class SmallChunksTest {

    private static final String TEXT = "0123456789abcdef".repeat(12_500);

    @RegisterExtension
    static final QuarkusUnitTest APP = EmitterTest.app();

    final RawSidecar sidecar = SharedSidecar.get();

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, Buffer> bytes;

    @Inject
    @DaprInvoke(appId = "shop", methodName = "m")
    RequestEmitter<Void, String> text;

    /** The text in chunks of these sizes, again and again. */
    private static RawSidecar.Answer chunked(int status, int... sizes) {
        StringBuilder chunks = new StringBuilder();
        int chunk = 0;
        for (int from = 0; from < TEXT.length();) {
            int to = Math.min(TEXT.length(), from + sizes[chunk++ % sizes.length]);
            chunks.append(Integer.toHexString(to - from)).append("\r\n").append(TEXT, from, to).append("\r\n");
            from = to;
        }
        return RawSidecar.raw("HTTP/1.1 " + status + " X\r\nTransfer-Encoding: chunked\r\n\r\n",
                chunks.append("0\r\n\r\n").toString().getBytes());
    }

    private static void assertHoldsAtMost(long maximum, Buffer body) {
        Map<byte[], Boolean> memory = new IdentityHashMap<>();
        for (ByteBuffer part : body.getByteBuf().nioBuffers()) {
            memory.put(part.array(), true);
        }
        assertThat(memory.keySet().stream().mapToLong(array -> array.length).sum()).isLessThanOrEqualTo(maximum);
        assertThat(memory.size()).isLessThanOrEqualTo((int) (maximum / 1024));
    }

    @Test
    void areHandedOutAsOneBody() {
        sidecar.answer(chunked(200, 1));
        Buffer body = Calls.item(bytes.request());
        assertThat(body.toString()).isEqualTo(TEXT);
        assertHoldsAtMost(2L * TEXT.length(), body);
        assertThat(Calls.item(text.request())).isEqualTo(TEXT);
    }

    @Test
    void keepTheirPlaceBetweenLargeOnes() {
        sidecar.answer(chunked(200, 1, 3000, 2, 1, 1024, 7, 8191, 500, 600));
        assertThat(Calls.item(bytes.request()).toString()).isEqualTo(TEXT);
        sidecar.answer(chunked(200, 1, 1024));
        Buffer body = Calls.item(bytes.request());
        assertThat(body.toString()).isEqualTo(TEXT);
        assertHoldsAtMost(2L * TEXT.length(), body);
    }

    @Test
    void areCutAt64KibInAFailure() {
        for (int size : new int[] { 1, 3, 1000 }) {
            sidecar.answer(chunked(500, size));
            Buffer body = Calls.failure(InvocationStatusException.class, text.request()).body();
            assertThat(body.toString()).isEqualTo(TEXT.substring(0, 65_536));
            assertHoldsAtMost(2L * 65_536, body);
        }
    }
}
