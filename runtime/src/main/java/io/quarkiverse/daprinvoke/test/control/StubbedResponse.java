package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * The response of a stub to one call.
 *
 * @param outcome the kind of response
 * @param status the HTTP status, 0 if there is none
 * @param headers the headers of the response
 * @param body the body, {@code null} if there is none
 * @param delay the delay before it in milliseconds
 * @param function the key of the function that computes the response, see {@link TestFunctions}; {@code null} if none does
 */
public record StubbedResponse(Outcome outcome, int status, List<Header> headers, byte[] body, long delay, String function) {

    /** A response that no function computes. */
    public StubbedResponse(Outcome outcome, int status, List<Header> headers, byte[] body, long delay) {
        this(outcome, status, headers, body, delay, null);
    }

    /** The kinds of responses. */
    public enum Outcome {
        /** A response. */
        ANSWER,
        /** A response whose body is cut short. */
        CUT_SHORT,
        /** The connection is closed without a response. */
        RESET,
        /** No response, for as long as the caller waits. */
        NONE,
        /** A response that a function computes. */
        COMPUTED
    }
}
