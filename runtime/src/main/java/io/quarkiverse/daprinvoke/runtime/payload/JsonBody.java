package io.quarkiverse.daprinvoke.runtime.payload;

import java.io.OutputStream;
import java.util.Arrays;

import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/**
 * Takes what Jackson writes, which comes in pieces of some thousand bytes out of memory that is used again. Each is copied
 * once, into memory of just its size, and none is copied again to join them.
 */
final class JsonBody extends OutputStream {

    private Buffer first;
    private CompositeByteBuf all;

    @Override
    public void write(int b) {
        write(new byte[] { (byte) b }, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (first == null) {
            first = Buffer.buffer(length).appendBytes(bytes, offset, length);
            return;
        }
        if (all == null) {
            all = Unpooled.compositeBuffer(Integer.MAX_VALUE).addComponent(true, first.getByteBuf());
        }
        all.addComponent(true, Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, offset, offset + length)));
    }

    /**
     * @return all that was written
     */
    Buffer toBuffer() {
        if (first == null) {
            return Buffer.buffer();
        }
        return all == null ? first : Buffer.buffer(all);
    }
}
