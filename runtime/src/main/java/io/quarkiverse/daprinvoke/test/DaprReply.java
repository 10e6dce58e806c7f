package io.quarkiverse.daprinvoke.test;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.Reply;
import io.quarkiverse.daprinvoke.test.control.Reply.Outcome;

/**
 * A reply of a {@link DaprStub}, in effect already. It can be refined, and {@link #then()} another one can follow it. Neither
 * begins the replies of the stub anew: those that calls have got already are not given again.
 */
public final class DaprReply {

    private final DaprStub stub;
    private final int index;

    DaprReply(DaprStub stub, int index) {
        this.stub = stub;
        this.index = index;
    }

    /**
     * Adds a header. A content type replaces the one that the kind of reply has.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if HTTP does not allow the name or the value, or if the sidecar sets this header itself
     * @throws IllegalStateException if this is no answer, or is computed: see {@link Answer#header}
     */
    public DaprReply header(String name, String value) {
        Reply reply = stub.get(index);
        if (reply.outcome() == Outcome.COMPUTED) {
            throw new IllegalStateException("A computed answer has the headers of Answer.header(..)");
        }
        if (reply.status() == 0) {
            throw new IllegalStateException("A call that is not answered gets no headers");
        }
        List<Header> headers = Answer.add(reply.headers(), name, value);
        stub.replace(index, new Reply(reply.outcome(), reply.status(), headers, reply.body(), reply.delay()));
        return this;
    }

    /**
     * Lets the caller wait for this reply.
     *
     * @param delay how long, from the end of the request on, in whole milliseconds; if the reply is computed, from the end of
     *        the function on
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public DaprReply delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay is not negative");
        }
        Reply reply = stub.get(index);
        stub.replace(index, new Reply(reply.outcome(), reply.status(), reply.headers(), reply.body(), delay.toMillis(),
                reply.function()));
        return this;
    }

    /**
     * Leads to the reply to the next call. Without one, this reply is also that to all calls after it.
     *
     * @return the stub, for the next reply
     */
    public DaprStub then() {
        return stub;
    }
}
