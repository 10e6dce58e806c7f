package io.quarkiverse.daprinvoke.test.control;

import java.util.List;

/**
 * The calls that the sidecar has received since the test began, without those whose requests have not ended.
 *
 * @param calls the calls in the order of their arrival
 */
public record Calls(List<Call> calls) {
}
