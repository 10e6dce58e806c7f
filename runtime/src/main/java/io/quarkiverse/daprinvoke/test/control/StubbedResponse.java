package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * What happens to one call of a stub.
 *
 * @param outcome the kind of response
 * @param status the HTTP status, 0 if there is none
 * @param headers the headers of the response
 * @param body the body, {@code null} if there is none
 * @param delay milliseconds before it
 * @param function the key of the function that computes the response, see {@link TestFunctions}; {@code null} if none does
 */
public record StubbedResponse(Outcome outcome, int status, List<Header> headers, byte[] body, long delay, String function) {

    /** A response that no function computes. */
    public StubbedResponse(Outcome outcome, int status, List<Header> headers, byte[] body, long delay) {
        this(outcome, status, headers, body, delay, null);
    }

    /** The kinds of responses. */
    public enum Outcome {
        /** An answer. */
        ANSWER,
        /** An answer whose body breaks off. */
        CUT_SHORT,
        /** The connection is closed without an answer. */
        RESET,
        /** Nothing, for as long as the caller waits. */
        NONE,
        /** An answer that a function computes. */
        COMPUTED
    }
}
