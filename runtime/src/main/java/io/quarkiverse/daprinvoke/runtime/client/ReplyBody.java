package io.quarkiverse.daprinvoke.runtime.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;

/**
 * Takes the body of one response as it arrives and keeps as much of it as is wanted, without copying large pieces.
 */
final class ReplyBody implements Handler<Buffer> {

    /** Smaller chunks are copied together, because each kept by itself costs more than it holds. */
    private static final int SMALL = 1024;
    private static final int GATHERED = 8 * SMALL;

    private final Exchange<?> exchange;
    private final long maximum;
    private Buffer first;
    private CompositeByteBuf all;
    private ByteBuf gathering;
    private int room;
    private long received;

    /**
     * @param kept how many bytes are kept; what comes after them is discarded
     * @param maximum how many bytes may come
     */
    ReplyBody(Exchange<?> exchange, int kept, long maximum) {
        this.exchange = exchange;
        this.maximum = maximum;
        this.room = kept;
    }

    @Override
    public void handle(Buffer chunk) {
        received += chunk.length();
        if (room > 0) {
            keep(chunk.length() <= room ? chunk : chunk.slice(0, room));
        }
        if (received > maximum) {
            exchange.replyTooLarge(soFar());
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
    Buffer soFar() {
        if (first == null) {
            return Buffer.buffer();
        }
        return all == null && gathering == null ? first : Buffer.buffer(gathered());
    }
}
