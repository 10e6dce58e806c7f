package io.quarkiverse.daprinvoke.runtime.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.ObjectReader;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/**
 * The bytes of one body, up to a limit. Large chunks are not copied, neither here nor when they are read. Therefore this class,
 * and no other, accesses the internals of Vert.x buffers.
 */
public final class Bytes {

    static final String CONTENT_TYPE = "application/octet-stream";

    /** Smaller chunks are copied together, because a separate small chunk costs more memory than its content. */
    private static final int SMALL = 1024;
    private static final int GATHERED = 8 * SMALL;

    private static final byte[] LINE_BREAKS = { '\n', '\r' };

    private Buffer first;
    private CompositeByteBuf all;
    private ByteBuf gathering;
    private int room;

    /**
     * @param kept the maximum number of bytes; further bytes are discarded
     */
    public Bytes(int kept) {
        room = kept;
    }

    public void add(Buffer chunk) {
        if (room > 0) {
            keep(chunk.length() <= room ? chunk : chunk.slice(0, room));
        }
    }

    private void keep(Buffer part) {
        int length = part.length();
        room -= length;
        if (first == null) {
            first = part;
        } else if (length >= SMALL) {
            gathered().addComponent(true, part.getByteBuf());
        } else {
            if (gathering == null || gathering.maxWritableBytes() < length) {
                gathered();
                // The buffer grows, because a large chunk may follow the first small one
                gathering = Unpooled.buffer(SMALL / 4, GATHERED);
            }
            gathering.writeBytes(part.getByteBuf());
        }
    }

    private CompositeByteBuf gathered() {
        if (all == null) {
            all = Unpooled.compositeBuffer(Integer.MAX_VALUE).addComponent(true, first.getByteBuf());
        }
        if (gathering != null) {
            all.addComponent(true, gathering);
            gathering = null;
        }
        return all;
    }

    /**
     * @param bytes the bytes, which are sent unchanged and must not change any more
     */
    static Buffer wrap(byte[] bytes) {
        return Buffer.buffer(Unpooled.wrappedBuffer(bytes));
    }

    /**
     * @throws BodyProblem if the text contains half of a surrogate pair, which UTF-8 cannot encode: a question mark would be
     *         sent instead
     */
    static Buffer utf8(String text) throws BodyProblem {
        requireWellFormed(text);
        return wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    static void requireWellFormed(String text) throws BodyProblem {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new BodyProblem("it is not well-formed Unicode text, because it contains half of a surrogate pair");
            }
        }
    }

    /**
     * Replaces line breaks with spaces. Between JSON tokens both are white space, and JSON strings contain no line breaks.
     */
    static void putInOneLine(Buffer json) {
        ByteBuf bytes = json.getByteBuf();
        for (byte lineBreak : LINE_BREAKS) {
            int at = bytes.readerIndex();
            while ((at = bytes.indexOf(at, bytes.writerIndex(), lineBreak)) >= 0) {
                json.setByte(at, (byte) ' ');
            }
        }
    }

    static Object read(ObjectReader reader, Buffer body) throws IOException {
        ByteBuf bytes = body.getByteBuf();
        if (bytes.hasArray()) {
            return reader.readValue(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
        }
        try (InputStream in = new ByteBufInputStream(bytes)) {
            return reader.readValue(in);
        }
    }

    /**
     * @return the bytes of a chunk, in an array whose first byte is that of the returned buffer
     */
    static ByteBuffer array(Buffer chunk) {
        ByteBuf bytes = chunk.getByteBuf();
        return bytes.hasArray()
                ? ByteBuffer.wrap(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes())
                : ByteBuffer.wrap(chunk.getBytes());
    }

    /**
     * @return the bytes that were kept so far, empty if none
     */
    public Buffer soFar() {
        if (first == null) {
            return Buffer.buffer();
        }
        return all == null && gathering == null ? first : Buffer.buffer(gathered());
    }
}
