package io.quarkiverse.daprinvoke.test;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * A response of a {@link DaprStub}, in effect already. It can be refined, and {@link #then()} another one can follow it.
 * Neither
 * begins the responses of the stub anew: those that calls have got already are not given again.
 */
public final class DaprResponse {

    private final DaprStub stub;
    private final int index;

    DaprResponse(DaprStub stub, int index) {
        this.stub = stub;
        this.index = index;
    }

    /**
     * Adds a header. A content type replaces the one that the kind of response has.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if HTTP does not allow the name or the value, or if the sidecar sets this header itself
     * @throws IllegalStateException if this is no answer, or is computed: see {@link Answer#header}
     */
    public DaprResponse header(String name, String value) {
        StubbedResponse reply = stub.get(index);
        if (reply.outcome() == Outcome.COMPUTED) {
            throw new IllegalStateException("Set the headers of a computed response with Answer.header(..)");
        }
        if (reply.status() == 0) {
            throw new IllegalStateException("A call without a response cannot have response headers");
        }
        List<Header> headers = Answer.add(reply.headers(), name, value);
        stub.replace(index, new StubbedResponse(reply.outcome(), reply.status(), headers, reply.body(), reply.delay()));
        return this;
    }

    /**
     * Lets the caller wait for this response.
     *
     * @param delay how long, from the end of the request on, in whole milliseconds; if the response is computed, from the end
     *        of
     *        the function on
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public DaprResponse delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay must not be negative");
        }
        StubbedResponse reply = stub.get(index);
        stub.replace(index,
                new StubbedResponse(reply.outcome(), reply.status(), reply.headers(), reply.body(), delay.toMillis(),
                        reply.function()));
        return this;
    }

    /**
     * Leads to the response to the next call. Without one, this response is also that to all calls after it.
     *
     * @return the stub, for the next response
     */
    public DaprStub then() {
        return stub;
    }
}
