package io.quarkiverse.daprinvoke.test;

import java.time.Duration;
import java.util.List;

import io.quarkiverse.daprinvoke.test.control.Header;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse;
import io.quarkiverse.daprinvoke.test.control.StubbedResponse.Outcome;

/**
 * A response of a {@link DaprStub}. It is effective immediately. You can add headers and a delay, and add a further response
 * with {@link #then()}. Neither restarts the sequence of responses: responses that were already sent are not sent again.
 */
public final class DaprResponse {

    private final DaprStub stub;
    private final int index;

    DaprResponse(DaprStub stub, int index) {
        this.stub = stub;
        this.index = index;
    }

    /**
     * Adds a header. A content type replaces the default of this kind of response.
     *
     * @param name the name
     * @param value the value
     * @return this
     * @throws IllegalArgumentException if the name or the value is not allowed in HTTP, or if the sidecar sets this header
     *         itself
     * @throws IllegalStateException if the call gets no response, or a computed one: see {@link Answer#header}
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
     * Delays this response.
     *
     * @param delay the delay after the end of the request, in whole milliseconds; after the end of the function if the response
     *        is computed
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
     * Continues with the response to the next call. Without a further response, all later calls get this response.
     *
     * @return the stub, to add the next response
     */
    public DaprStub then() {
        return stub;
    }
}
