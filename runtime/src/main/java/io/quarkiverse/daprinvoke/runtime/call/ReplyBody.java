package io.quarkiverse.daprinvoke.runtime.call;

import io.quarkiverse.daprinvoke.runtime.codec.Bytes;
import io.vertx.core.buffer.Buffer;

/**
 * Takes the body of one response as it arrives.
 */
final class ReplyBody implements ReplySink {

    private final Exchange<?> exchange;
    private final Call<?> call;
    private final Bytes body;
    private final long maximum;
    private long received;

    /**
     * @param kept how many bytes are kept; what comes after them is discarded
     * @param maximum how many bytes may come
     */
    ReplyBody(Exchange<?> exchange, Call<?> call, int kept, long maximum) {
        this.exchange = exchange;
        this.call = call;
        this.maximum = maximum;
        body = new Bytes(kept);
    }

    @Override
    public void take(Buffer chunk) {
        call.moved();
        received += chunk.length();
        body.add(chunk);
        if (received > maximum && !call.isOver()) {
            exchange.replyTooLarge();
        }
    }

    @Override
    public void ended() {
        exchange.received();
    }

    /**
     * @return what has been kept so far, empty if nothing
     */
    Buffer soFar() {
        return body.soFar();
    }
}
