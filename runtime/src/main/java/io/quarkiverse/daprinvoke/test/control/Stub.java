package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * Which calls are answered, and how.
 *
 * @param criteria what a call must have
 * @param condition the key of the function that decides with the body of a call, see {@link TestFunctions}; {@code null} for
 *        none
 * @param responses the responses in their order, the last of which repeats; never empty
 */
public record Stub(Criteria criteria, String condition, List<StubbedResponse> replies) {
}
