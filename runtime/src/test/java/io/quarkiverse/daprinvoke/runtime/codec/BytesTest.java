package io.quarkiverse.daprinvoke.runtime.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

class BytesTest {

    private static final String PATTERN = "0123456789abcdefghijklmnopqrstuvwxyz-";

    private static String text(int length) {
        return PATTERN.repeat(length / PATTERN.length() + 1).substring(0, length);
    }

    /** Writes a text in chunks with separate memory, as the client provides them. */
    private static Bytes written(String text, int kept, IntUnaryOperator sizes) {
        Bytes body = new Bytes(kept);
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int chunk = 0;
        for (int from = 0; from < bytes.length;) {
            int to = Math.min(bytes.length, from + sizes.applyAsInt(chunk++));
            body.add(Buffer.buffer(Arrays.copyOfRange(bytes, from, to)));
            from = to;
        }
        return body;
    }

    private static int parts(Buffer buffer) {
        return buffer.getByteBuf().nioBufferCount();
    }

    /** How much memory a buffer holds, used or not. */
    private static long memory(Buffer buffer) {
        Map<byte[], Boolean> arrays = new IdentityHashMap<>();
        for (ByteBuffer part : buffer.getByteBuf().nioBuffers()) {
            arrays.put(part.array(), true);
        }
        return arrays.keySet().stream().mapToLong(array -> array.length).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 7, 100, 1023, 1024, 1025, 5000, 100_000 })
    void chunksOfAnySizeAreThatText(int size) {
        String text = text(100_000);
        assertThat(written(text, Integer.MAX_VALUE, chunk -> size).soFar().toString()).isEqualTo(text);
    }

    @Test
    void smallAndLargeChunksKeepTheirOrder() {
        int[] sizes = { 1, 2000, 3, 1, 1024, 8191, 1, 1, 1023, 1022, 70_000, 5 };
        String text = text(400_000);
        assertThat(written(text, Integer.MAX_VALUE, chunk -> sizes[chunk % sizes.length]).soFar().toString())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10, 1023 })
    void smallChunksAreHeldTogether(int size) {
        Buffer body = written(text(200_000), Integer.MAX_VALUE, chunk -> size).soFar();
        assertThat(parts(body)).isLessThan(200_000 / 4096);
        assertThat(memory(body)).isLessThan(2 * 200_000);
    }

    @Test
    void smallChunksBetweenLargeOnesHoldNoMoreThanTwiceTheirSize() {
        Buffer body = written(text(200_000), Integer.MAX_VALUE, chunk -> chunk % 2 == 0 ? 1 : 1024).soFar();
        assertThat(body.length()).isEqualTo(200_000);
        assertThat(memory(body)).isLessThanOrEqualTo(2 * 200_000);
    }

    @Test
    void largeChunksAreNotCopied() {
        Buffer first = Buffer.buffer(text(2000));
        Buffer second = Buffer.buffer(text(3000));
        Bytes body = new Bytes(Integer.MAX_VALUE);
        body.add(first);
        body.add(second);
        ByteBuffer[] parts = body.soFar().getByteBuf().nioBuffers();
        assertThat(parts).hasSize(2);
        assertThat(parts[0].array()).isSameAs(first.getByteBuf().array());
        assertThat(parts[1].array()).isSameAs(second.getByteBuf().array());
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10, 1023, 1024, 5000, 65_535, 65_536, 65_537, 100_000 })
    void noMoreIsKeptThanWanted(int size) {
        String text = text(100_000);
        Buffer body = written(text, 65_536, chunk -> size).soFar();
        assertThat(body.toString()).isEqualTo(text.substring(0, 65_536));
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 10, 1023, 1024, 5000 })
    void whatCameSoFarDoesNotChangeWhatComes(int size) {
        String text = text(20_000);
        Bytes body = written(text, Integer.MAX_VALUE, chunk -> size);
        assertThat(body.soFar().toString()).isEqualTo(text);
        assertThat(body.soFar().toString()).isEqualTo(text);
        body.add(Buffer.buffer("more"));
        assertThat(body.soFar().toString()).isEqualTo(text + "more");
    }

    @Test
    void nothingIsAnEmptyBody() {
        assertThat(new Bytes(Integer.MAX_VALUE).soFar()).isEqualTo(Buffer.buffer());
        assertThat(written("discarded", 0, chunk -> 1).soFar()).isEqualTo(Buffer.buffer());
    }

    @Test
    void oneChunkIsTheBodyAsItCame() {
        Buffer chunk = Buffer.buffer("chunk");
        Bytes body = new Bytes(Integer.MAX_VALUE);
        body.add(chunk);
        assertThat(body.soFar()).isSameAs(chunk);
    }

    static List<Buffer> placesInMemory() {
        return List.of(Buffer.buffer("[1]"), Buffer.buffer("x[1]x").slice(1, 4),
                Buffer.buffer(Unpooled.copiedBuffer("x[1]", StandardCharsets.US_ASCII).skipBytes(1)),
                Buffer.buffer(Unpooled.directBuffer().writeBytes(new byte[] { '[', '1', ']' })));
    }

    @ParameterizedTest
    @MethodSource("placesInMemory")
    void jsonIsReadWhereverItLies(Buffer json) throws IOException {
        assertThat(Bytes.read(new ObjectMapper().readerFor(Object.class), json)).isEqualTo(List.of(1));
        ByteBuffer array = Bytes.array(json);
        assertThat(new String(array.array(), array.position(), array.remaining(), StandardCharsets.US_ASCII)).isEqualTo("[1]");
        if (json.getByteBuf().hasArray()) {
            assertThat(array.array()).isSameAs(json.getByteBuf().array());
        }
    }

    @Test
    void everyLineBreakIsReplacedByASpace() {
        Buffer json = Buffer.buffer("\n[\r\n1,\r2]\n");
        Bytes.putInOneLine(json);
        assertThat(json).hasToString(" [  1, 2] ");
    }
}
