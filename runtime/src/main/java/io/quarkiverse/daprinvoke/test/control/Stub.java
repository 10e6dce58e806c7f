package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * The criteria of a stub and its responses.
 *
 * @param criteria the criteria for a call
 * @param condition the key of the function that evaluates a call with its body, see {@link TestFunctions}; {@code null} for
 *        none
 * @param responses the responses in their order, the last of which repeats; never empty
 */
public record Stub(Criteria criteria, String condition, List<StubbedResponse> replies) {
}
