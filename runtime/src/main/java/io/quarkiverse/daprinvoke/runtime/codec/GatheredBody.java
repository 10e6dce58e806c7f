package io.quarkiverse.daprinvoke.runtime.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;

/**
 * The chunks of one body, of which as much is kept as is wanted, without copying large ones.
 */
public final class GatheredBody {

    /** Smaller chunks are copied together, because each kept by itself costs more than it holds. */
    private static final int SMALL = 1024;
    private static final int GATHERED = 8 * SMALL;

    private Buffer first;
    private CompositeByteBuf all;
    private ByteBuf gathering;
    private int room;

    /**
     * @param kept how many bytes are kept; what comes after them is discarded
     */
    public GatheredBody(int kept) {
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
                // Grows, because a large chunk may follow the first small one
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
     * @return what has been kept so far, empty if nothing
     */
    public Buffer soFar() {
        if (first == null) {
            return Buffer.buffer();
        }
        return all == null && gathering == null ? first : Buffer.buffer(gathered());
    }
}
